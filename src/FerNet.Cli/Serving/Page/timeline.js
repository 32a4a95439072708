// The valence of each face over the last minute.
import { colorOf, valenceOf } from "./emotions.js";
import { fit } from "./overlay.js";

const span = 60_000;

export class Timeline {
  #canvas;
  #points = new Map();
  #frame = 0;

  constructor(canvas) {
    this.#canvas = canvas;
  }

  clear() {
    this.#points.clear();
  }

  add(faces, now) {
    this.#frame++;
    for (const { number, prediction } of faces) {
      if (!this.#points.has(number)) this.#points.set(number, []);
      this.#points.get(number).push({ frame: this.#frame, time: now, value: valenceOf(prediction.probabilities) });
    }
    for (const [number, points] of this.#points) {
      while (points.length > 0 && points[0].time < now - span) points.shift();
      if (points.length === 0) this.#points.delete(number);
    }
    this.#draw(now);
  }

  #draw(now) {
    const { width, height } = fit(this.#canvas);
    const context = this.#canvas.getContext("2d");
    const style = getComputedStyle(this.#canvas);
    const left = 74, top = 14, bottom = height - 14;
    const yOf = value => (top + bottom) / 2 - value * (bottom - top) / 2;
    const xOf = time => width - 10 - (now - time) / span * (width - left - 10);
    context.font = `12px ${style.fontFamily}`;
    context.fillStyle = style.getPropertyValue("--soft");
    context.strokeStyle = style.getPropertyValue("--rule");
    context.lineWidth = 1;
    for (const [value, label] of [[1, "positive"], [0, "neutral"], [-1, "negative"]]) {
      context.fillText(label, 10, yOf(value) + 4);
      context.beginPath();
      context.moveTo(left, yOf(value));
      context.lineTo(width - 10, yOf(value));
      context.stroke();
    }
    context.lineWidth = 2.5;
    context.lineJoin = "round";
    for (const [number, points] of this.#points) {
      context.strokeStyle = colorOf(number);
      context.beginPath();
      points.forEach(({ frame, time, value }, index) => {
        // No line across frames in which the face was not found.
        const isConnected = index > 0 && frame === points[index - 1].frame + 1;
        if (isConnected) context.lineTo(xOf(time), yOf(value));
        else context.moveTo(xOf(time), yOf(value));
      });
      context.stroke();
    }
  }
}
