// The list of faces: the content of the overlay as text and meters.
import { colorOf, describe, isWholeImage, percent } from "./emotions.js";

// Shows the faces, { number, prediction }. Existing list items are updated.
export function showFaces(list, faces) {
  const items = new Map([...list.children].map(item => [item.dataset.number, item]));
  list.replaceChildren(...faces.map(face => {
    const item = items.get(String(face.number)) ?? createItem(face);
    update(item, face.prediction);
    return item;
  }));
}

function createItem({ number, prediction }) {
  const item = document.createElement("li");
  item.dataset.number = number;
  item.style.setProperty("--face", colorOf(number));
  const title = document.createElement("h3");
  title.textContent = `Face ${number}`;
  const summary = document.createElement("p");
  const table = document.createElement("table");
  table.setAttribute("aria-label", `Probabilities of face ${number}`);
  for (const name of Object.keys(prediction.probabilities)) {
    const row = table.insertRow();
    const header = document.createElement("th");
    header.scope = "row";
    header.textContent = name;
    const meter = document.createElement("meter");
    meter.setAttribute("aria-label", name);
    row.append(header);
    row.insertCell().append(meter);
    row.insertCell();
  }
  item.append(title, summary, table);
  return item;
}

function update(item, prediction) {
  const whole = isWholeImage(prediction) ? ". Without a search for faces, the centered square was read." : "";
  const warning = prediction.warning ? ` ${prediction.warning}` : "";
  item.querySelector("p").textContent = `${describe(prediction)}${whole}${warning}`;
  Object.values(prediction.probabilities).forEach((share, index) => {
    const row = item.querySelector("table").rows[index];
    row.querySelector("meter").value = share;
    row.cells[2].textContent = percent(share);
  });
}
