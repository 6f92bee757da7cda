// Files dropped anywhere on the page are handed in, folders too; chosen files
// are handed in at once; long reading is watched. Without this script the page
// works by its buttons.
"use strict";
document.documentElement.classList.add("js");

const uploads = document.querySelector("form[data-upload]");

async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((ok, no) => entry.file(ok, no))];
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((ok, no) => reader.readEntries(ok, no));
    if (some.length === 0) return found;
    for (const e of some) found.push(...await filesIn(e));
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((i) => i.webkitGetAsEntry && i.webkitGetAsEntry()).filter(Boolean);
  if (!entries.some((e) => e.isDirectory)) return transfer.files;
  const all = new DataTransfer();
  for (const e of entries) {
    for (const f of await filesIn(e)) {
      if (!/^(\.|~\$)/.test(f.name) && /\.(xlsx?|xlsm|csv|docx|et)$/i.test(f.name)) all.items.add(f);
    }
  }
  return all.files;
}

if (uploads) {
  const input = uploads.querySelector("input[name=files]");
  input.addEventListener("change", () => { if (input.files.length) uploads.requestSubmit(); });
  let depth = 0;
  const mark = (on) => document.documentElement.classList.toggle("dragging", on);
  addEventListener("dragenter", (e) => { e.preventDefault(); depth++; mark(true); });
  addEventListener("dragleave", () => { if (--depth <= 0) { depth = 0; mark(false); } });
  addEventListener("dragover", (e) => e.preventDefault());
  addEventListener("drop", async (e) => {
    e.preventDefault();
    depth = 0;
    mark(false);
    const files = await dropped(e.dataTransfer);
    if (files.length === 0) return;
    input.files = files;
    uploads.requestSubmit();
  });
}

// A form is sent once, however often its button is pressed.
addEventListener("submit", (e) => {
  setTimeout(() => { for (const b of e.target.querySelectorAll("button")) b.disabled = true; });
});
addEventListener("pageshow", (e) => {
  if (e.persisted) for (const b of document.querySelectorAll("button[disabled]")) b.disabled = false;
});

if (document.body.dataset.busy) {
  const at = (name) => document.querySelector("[data-progress=" + name + "]");
  const bar = document.querySelector("progress");
  const watch = async () => {
    try {
      const p = await (await fetch("/progress")).json();
      if (p.over) return location.replace("/");
      bar.max = p.total || 1;
      bar.value = p.done;
      at("count").textContent = "已处理 " + p.done + "/" + p.total + " 个文件";
      at("what").textContent = p.what;
      at("left").textContent = p.left;
    } catch {
      at("left").textContent = "与程序的联系断了，请看程序窗口是否还开着";
    }
    setTimeout(watch, 300);
  };
  setTimeout(watch, 200);
}
