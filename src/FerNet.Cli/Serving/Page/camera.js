// The camera: sends one frame at a time. Frames that arrive while the service computes are not sent.

const maxSide = 640;

export class Camera {
  #video;
  // The latest start; stop() resets it, also while the camera is still opening.
  #started = null;
  #stream = null;
  #socket = null;
  #canvas = document.createElement("canvas");
  #onAnswer;
  #onEnd;

  // Calls onAnswer(answer, width) for each answered frame, and onEnd(reason) once, with null after stop().
  constructor(video, onAnswer, onEnd) {
    this.#video = video;
    this.#onAnswer = onAnswer;
    this.#onEnd = onEnd;
  }

  get isRunning() {
    return this.#started !== null;
  }

  // Why the page cannot use a camera; null if it can.
  static get obstacle() {
    if (!window.isSecureContext) {
      return "No camera: browsers allow it only on localhost and over HTTPS. Open this page on the machine itself, as " +
        "http://localhost. Photographs work here too.";
    }
    return navigator.mediaDevices?.getUserMedia ? null : "No camera: this browser does not support it.";
  }

  // Why getUserMedia failed, and the remedy.
  static explain(error) {
    switch (error.name) {
      case "NotAllowedError":
        return "No camera: the permission was denied. Allow the camera in the browser's settings of this page and start it again. " +
          "Photographs work without it.";
      case "NotFoundError":
      case "OverconstrainedError":
        return "No camera: none was found on this machine. Photographs work without it.";
      case "NotReadableError":
        return "No camera: another program uses it. Close that and start the camera again.";
      default:
        return `No camera: ${error.message}`;
    }
  }

  // Throws what getUserMedia throws.
  async start() {
    const started = this.#started = {};
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 640 }, height: { ideal: 480 } }, audio: false });
    } catch (error) {
      if (started === this.#started) throw error;
      return;
    }
    if (started !== this.#started) {
      stream.getTracks().forEach(track => track.stop());
      return;
    }
    this.#stream = stream;
    this.#stream.getVideoTracks()[0].addEventListener("ended", () => this.#end("The camera was disconnected."));
    this.#video.srcObject = this.#stream;
    await this.#video.play().catch(error => {
      if (started === this.#started) throw error;
    });
    if (started !== this.#started) return;
    const address = new URL("camera", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = this.#socket = new WebSocket(address);
    socket.addEventListener("open", () => this.#send());
    socket.addEventListener("message", event => {
      if (socket !== this.#socket) return;
      this.#onAnswer(JSON.parse(event.data), this.#canvas.width);
      this.#whenNextFrame(() => this.#send());
    });
    socket.addEventListener("close", event => {
      if (socket === this.#socket) this.#end(event.reason || "The service has closed the connection. Is it still running?");
    });
  }

  stop() {
    this.#end(null);
  }

  async #send() {
    const socket = this.#socket;
    if (socket === null) return;
    const { videoWidth, videoHeight } = this.#video;
    const scale = Math.min(1, maxSide / Math.max(videoWidth, videoHeight));
    this.#canvas.width = Math.round(videoWidth * scale);
    this.#canvas.height = Math.round(videoHeight * scale);
    this.#canvas.getContext("2d").drawImage(this.#video, 0, 0, this.#canvas.width, this.#canvas.height);
    const frame = await new Promise(resolve => this.#canvas.toBlob(resolve, "image/jpeg", .9));
    if (socket.readyState === WebSocket.OPEN) socket.send(frame);
  }

  #whenNextFrame(action) {
    if (this.#video.requestVideoFrameCallback) this.#video.requestVideoFrameCallback(action);
    else requestAnimationFrame(action);
  }

  #end(reason) {
    if (this.#started === null) return;
    this.#stream?.getTracks().forEach(track => track.stop());
    // The last frame stays visible.
    this.#video.pause();
    const socket = this.#socket;
    [this.#started, this.#stream, this.#socket] = [null, null, null];
    socket?.close();
    this.#onEnd(reason);
  }
}
