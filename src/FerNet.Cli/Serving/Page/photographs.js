// The selected photographs: they are sent one after another, and one of them is shown.

export class Photographs {
  #list;
  #onShow;
  #items = [];

  // Calls onShow(item) with the photograph to show: { name, url, answer or error }.
  constructor(list, onShow) {
    this.#list = list;
    this.#onShow = onShow;
  }

  // Replaces the photographs and sends them to the service; the first one is shown as soon as it is answered.
  async ask(files, onProgress) {
    this.clear();
    const items = this.#items = files.map(file => ({ name: file.name, url: URL.createObjectURL(file) }));
    for (const [index, file] of files.entries()) {
      onProgress(index, items.length);
      Object.assign(items[index], await askAbout(file));
      if (items !== this.#items) return;
      this.#addButton(items[index]);
      if (index === 0) this.#show(items[0]);
    }
    onProgress(items.length, items.length);
  }

  clear() {
    this.#items.forEach(item => URL.revokeObjectURL(item.url));
    this.#items = [];
    this.#list.replaceChildren();
    this.#list.hidden = true;
  }

  #addButton(item) {
    item.button = document.createElement("button");
    item.button.type = "button";
    item.button.textContent = item.error ? `${item.name} (failed)` : item.name;
    item.button.title = item.name;
    item.button.classList.toggle("failed", Boolean(item.error));
    item.button.setAttribute("aria-pressed", "false");
    item.button.addEventListener("click", () => this.#show(item));
    const entry = document.createElement("li");
    entry.append(item.button);
    this.#list.append(entry);
    this.#list.hidden = this.#items.length < 2;
  }

  #show(item) {
    this.#items.forEach(other => other.button?.setAttribute("aria-pressed", String(other === item)));
    this.#onShow(item);
  }
}

async function askAbout(file) {
  try {
    const response = await fetch("predict", { method: "POST", body: file });
    const answer = await response.json();
    return response.ok ? { answer } : { error: answer.detail ?? answer.title };
  } catch (error) {
    return { error: `The service does not answer: ${error.message}. Is it still running?` };
  }
}
