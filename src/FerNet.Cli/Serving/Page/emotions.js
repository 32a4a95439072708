// Names, groups and colors that the other files share.

// Okabe and Ito's colors, which are distinguishable with color blindness.
const palette = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#cc79a7", "#d55e00", "#0072b2"];

const groups = { angry: -1, disgust: -1, fear: -1, happy: 1, sad: -1, surprise: 1, neutral: 0 };

// The color of a face depends on its number, from 1.
export const colorOf = number => palette[(number - 1) % palette.length];

export const percent = share => `${Math.round(share * 100)} %`;

// The probability of positive emotions minus that of negative ones, -1 to 1.
export const valenceOf = probabilities =>
  Object.entries(probabilities).reduce((sum, [name, share]) => sum + groups[name] * share, 0);

export const isWholeImage = prediction => prediction.box === null;

// "happy 93 %, positive"
export const describe = prediction =>
  `${prediction.isUncertain ? "uncertain: " : ""}${prediction.emotion} ${percent(prediction.confidence)}, ${prediction.valence}`;
