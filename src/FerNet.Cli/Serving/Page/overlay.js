// Boxes, landmarks and bars over an image.
import { colorOf, isWholeImage, percent } from "./emotions.js";

const font = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
const panel = { width: 132, row: 15, padding: 6 };
const panelHeight = 7 * panel.row + 2 * panel.padding;

// Draws the faces, { number, prediction }, of an image that is `width` pixels wide.
export function drawOverlay(canvas, faces, width) {
  const area = fit(canvas);
  const context = canvas.getContext("2d");
  const scale = area.width / width;
  const boxes = faces.map(face => scaled(face.prediction, scale));
  faces.forEach((face, index) => drawFace(context, face, boxes[index], scale));
  const taken = [...boxes];
  faces.forEach((face, index) => {
    const place = placeOf(boxes[index], taken, area, faces.length === 1);
    if (place === null) return;
    taken.push(place);
    drawBars(context, face, place);
  });
}

// Sets the canvas to device pixels, so that lines are sharp; coordinates stay CSS pixels.
export function fit(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height };
}

function scaled(prediction, scale) {
  const { box, crop } = prediction;
  const place = box ?? { x: crop.centerX - crop.side / 2, y: crop.centerY - crop.side / 2, width: crop.side, height: crop.side };
  return { x: place.x * scale, y: place.y * scale, width: place.width * scale, height: place.height * scale };
}

function drawFace(context, { number, prediction }, box, scale) {
  const color = colorOf(number);
  context.lineWidth = 3;
  context.strokeStyle = color;
  context.setLineDash(isWholeImage(prediction) ? [8, 6] : []);
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.setLineDash([]);
  for (const [x, y] of Object.values(prediction.landmarks ?? {})) {
    context.beginPath();
    context.arc(x * scale, y * scale, 3, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = "#000000";
    context.stroke();
  }
  const text = `${number}: ${prediction.emotion} ${percent(prediction.confidence)}`;
  context.font = `600 14px ${font}`;
  const width = context.measureText(text).width + 12;
  const top = Math.max(0, box.y - 22);
  const left = Math.max(0, Math.min(box.x - 1, context.canvas.getBoundingClientRect().width - width));
  context.fillStyle = "rgba(12, 16, 20, .85)";
  context.fillRect(left, top, width, 22);
  context.fillStyle = color;
  context.fillRect(left, top, 4, 22);
  context.fillStyle = "#ffffff";
  context.fillText(text, left + 8, top + 16);
}

// Beside the face if that covers no other face; in the corner if there is only one face and no space beside it. The list always shows the
// bars.
function placeOf(box, taken, area, isOnly) {
  const size = { width: panel.width, height: panelHeight };
  const middle = Math.max(0, Math.min(box.y, area.height - panelHeight));
  const places = [
    { x: box.x + box.width + 8, y: middle, ...size },
    { x: box.x - panel.width - 8, y: middle, ...size },
    { x: box.x, y: box.y + box.height + 8, ...size },
    { x: box.x, y: box.y - panelHeight - 30, ...size },
  ];
  const free = places.find(place => isInside(place, area) && !taken.some(other => overlaps(place, other)));
  if (free) return free;
  const corner = { x: area.width - panel.width - 8, y: area.height - panelHeight - 8, ...size };
  return isOnly && isInside(corner, area) && area.width > 2 * panel.width ? corner : null;
}

const isInside = (place, area) =>
  place.x >= 0 && place.y >= 0 && place.x + place.width <= area.width && place.y + place.height <= area.height;

const overlaps = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width
  && one.y < other.y + other.height && other.y < one.y + one.height;

function drawBars(context, { number, prediction }, place) {
  context.fillStyle = "rgba(12, 16, 20, .78)";
  context.beginPath();
  context.roundRect(place.x, place.y, place.width, place.height, 6);
  context.fill();
  context.font = `12px ${font}`;
  Object.entries(prediction.probabilities).forEach(([name, share], index) => {
    const y = place.y + panel.padding + index * panel.row;
    context.fillStyle = "#ffffff";
    context.fillText(name, place.x + panel.padding, y + 11);
    const left = place.x + 66, full = panel.width - 66 - panel.padding;
    context.fillStyle = "rgba(255, 255, 255, .22)";
    context.fillRect(left, y + 3, full, 9);
    context.fillStyle = colorOf(number);
    context.fillRect(left, y + 3, Math.max(1, full * share), 9);
  });
}
