// The page: its buttons and views.
import { Camera } from "./camera.js";
import { describe } from "./emotions.js";
import { showFaces } from "./faces.js";
import { drawOverlay } from "./overlay.js";
import { Photographs } from "./photographs.js";
import { Timeline } from "./timeline.js";

const byId = id => document.getElementById(id);
const [photograph, video, overlay] = [byId("photograph"), byId("video"), byId("overlay")];
const announceEvery = 2_000;

const photographs = new Photographs(byId("photographs"), showPhotograph);
const camera = new Camera(video, showFrame, cameraEnded);
const timeline = new Timeline(byId("timeline"));

// The current content: the faces, the width of their image, and the answer for the clipboard.
let shown = { faces: [], width: 1, answer: null };
let announced = { text: "", time: 0 };

byId("server").textContent = location.host;
byId("camera-note").textContent = Camera.obstacle ?? "";
byId("camera").disabled = Camera.obstacle !== null;

byId("files").addEventListener("change", event => {
  const files = [...event.target.files];
  // Reset, so that the same file can be selected again.
  event.target.value = "";
  askAbout(files);
});
byId("camera").addEventListener("click", () => camera.isRunning ? camera.stop() : startCamera());
byId("copy").addEventListener("click", copy);
new ResizeObserver(() => drawOverlay(overlay, shown.faces, shown.width)).observe(byId("stage"));
photograph.addEventListener("load", () => show(shown.faces, photograph.naturalWidth, shown.answer));

document.addEventListener("dragover", event => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", event => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});
document.addEventListener("drop", event => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  askAbout([...event.dataTransfer.files]);
});
document.addEventListener("keydown", event => {
  if (event.key === "Escape") camera.stop();
});

async function askAbout(files) {
  if (files.length === 0) return;
  camera.stop();
  showError(null);
  await photographs.ask(files, (done, count) => {
    if (done < count) say(count === 1 ? `Sending ${files[0].name} ...` : `Sending photograph ${done + 1} of ${count} ...`);
    else if (count > 1) say(`${count} photographs were answered.`);
  });
}

function showPhotograph({ name, url, answer, error }) {
  stage(photograph);
  showError(error ? `${name}: ${error}` : null);
  byId("result").hidden = Boolean(error);
  const faces = (answer?.faces ?? []).map((prediction, index) => ({ number: index + 1, prediction }));
  photograph.alt = name;
  photograph.src = url;
  byId("caption").textContent = name;
  show(faces, photograph.naturalWidth || 1, answer ?? null);
  say(error ? "" : `${name}: ${summary(faces)}`);
}

async function startCamera() {
  showError(null);
  photographs.clear();
  byId("camera-note").textContent = "";
  try {
    stage(video);
    timeline.clear();
    byId("result").hidden = false;
    byId("caption").textContent = "The camera. Escape stops it.";
    show([], 1, null);
    byId("camera").textContent = "Stop camera";
    say("The camera is on.");
    await camera.start();
  } catch (error) {
    camera.stop();
    cameraEnded(null);
    byId("result").hidden = true;
    byId("camera-note").textContent = Camera.explain(error);
    say("");
  }
}

function showFrame(answer, width) {
  showError(answer.error);
  // Sorted by number, because with an order by size, faces of similar size would swap places.
  const faces = answer.faces.map(({ id, prediction }) => ({ number: id, prediction })).sort((one, other) => one.number - other.number);
  show(faces, width, answer);
  timeline.add(faces, performance.now());
  announce(summary(faces));
}

function cameraEnded(reason) {
  byId("camera").textContent = "Start camera";
  say("The camera is off.");
  if (reason) showError(reason);
}

function stage(element) {
  [photograph.hidden, video.hidden] = [element !== photograph, element !== video];
  byId("history").hidden = element !== video;
}

function show(faces, width, answer) {
  shown = { faces, width, answer };
  drawOverlay(overlay, faces, width);
  showFaces(byId("faces"), faces);
  byId("copy").disabled = answer === null;
  byId("json").textContent = answer === null ? "" : JSON.stringify(answer, null, 2);
}

const summary = faces => faces.length === 0
  ? "no face was found."
  : faces.map(({ number, prediction }) => `face ${number} ${describe(prediction)}`).join("; ") + ".";

function say(text) {
  byId("status").textContent = text;
}

// A screen reader reads every change of the status, so it must not change with each frame.
function announce(text) {
  const words = text.replace(/ \d+ %/g, ""), now = performance.now();
  if (words === announced.text || now - announced.time < announceEvery) return;
  announced = { text: words, time: now };
  say(`Camera: ${text}`);
}

function showError(text) {
  byId("error").hidden = !text;
  byId("error").textContent = text ?? "";
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId("json").textContent);
    say("The JSON was copied to the clipboard.");
  } catch {
    byId("json-panel").open = true;
    getSelection().selectAllChildren(byId("json"));
    say("The browser gives no access to the clipboard: the JSON is selected, copy it with Ctrl+C.");
  }
}
