// A photo is made smaller on the phone and sent at once, while the rest is typed; a lost signal only delays it.
// The form then carries the token of the sent photo. Without us the form carries the file itself.

const LONGEST_SIDE = 1600;
const QUALITY = 0.85;
const box = document.querySelector("[data-photo]");
const form = box.closest("form");
const token = form.elements.photo_token;
const image = box.querySelector("[data-photo-shown]");
const inputs = Array.from(box.querySelectorAll('input[type="file"]'));
const KEPT = `draft:${box.dataset.draftKey}`;
const KEEP_MS = 20 * 3600 * 1000;
const NEED = token.dataset.need;
let waiting = null;
let sending = null;

/** Whether the next step has to wait for a photo. One that is still being sent is good enough. */
function need(wanted) {
  if (wanted && NEED) token.dataset.need = NEED;
  else delete token.dataset.need;
}

function tell(state, words) {
  box.querySelectorAll("[data-photo-state]").forEach((sign) => {
    sign.hidden = sign.dataset.photoState !== state;
    if (!sign.hidden) sign.querySelector("span").textContent = words;
  });
}

function preview(address) {
  image.src = address;
  image.closest(".shot").classList.add("filled");
}

/** The photo as a JPEG of at most LONGEST_SIDE; the file itself when this browser cannot read it. */
async function smaller(file) {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return (await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY))) ?? file;
  } catch {
    return file;
  }
}

function refuse(words) {
  waiting = null;
  need(true);
  emptyBoxes();
  image.closest(".shot").classList.remove("filled");
  tell("refused", words);
}

function emptyBoxes() {
  inputs.forEach((input) => {
    input.value = "";
  });
}

/** If the form is sent before the photo has arrived, it carries the small photo and not the camera's. */
function fillBox(photo) {
  const carrier = new DataTransfer();
  carrier.items.add(new File([photo], "photo.jpg", { type: photo.type }));
  emptyBoxes();
  inputs[0].files = carrier.files;
}

function accept(answer) {
  waiting = null;
  token.value = answer.token;
  emptyBoxes();
  remember(answer);
  tell("sent", box.dataset.sent);
}

function remember(answer) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...answer, at: Date.now() }));
  } catch {
    // Without storage the photo is only not remembered after the page is closed.
  }
}

function send() {
  if (!waiting || sending) return;
  const mine = waiting;
  const body = new FormData();
  body.append("photo", mine, "photo.jpg");
  sending = new XMLHttpRequest();
  sending.open("POST", box.dataset.url);
  sending.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
  sending.responseType = "json";
  sending.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) tell("wait", `${box.dataset.sending} ${Math.round((event.loaded / event.total) * 100)} %`);
  });
  sending.addEventListener("loadend", () => {
    const { status, response } = sending;
    sending = null;
    if (mine !== waiting) send();
    else if (status === 200 && response?.token) accept(response);
    else if (status === 422 && response?.message) refuse(response.message);
    else tell("local", navigator.onLine ? box.dataset.failed : box.dataset.offline);
  });
  tell("wait", box.dataset.sending);
  sending.send(body);
}

async function choose(file) {
  token.value = "";
  preview(URL.createObjectURL(file));
  box.querySelectorAll("[data-missing],#id_photo_error").forEach((old) => old.remove());
  tell("wait", box.dataset.sending);
  need(false);
  waiting = await smaller(file);
  fillBox(waiting);
  sending?.abort();
  send();
}

function restore() {
  if (token.value || image.closest(".shot").classList.contains("filled") || !form.dataset.draft) return;
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    if (!kept || Date.now() - kept.at > KEEP_MS) return;
    token.value = kept.token;
    need(false);
    preview(kept.url);
    tell("sent", box.dataset.sent);
  } catch {
    localStorage.removeItem(KEPT);
  }
}

inputs.forEach((input) => input.addEventListener("change", () => input.files[0] && choose(input.files[0])));
box.querySelector('[data-photo-state="local"]').addEventListener("click", send);
addEventListener("online", send);
restore();
