/** Photos and spoken notes, small enough for a slow network. A photo loses what the camera wrote into it besides. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;
const LONGEST_VOICE = 60_000;
const VOICES = ["audio/webm", "audio/ogg", "audio/mp4"];

/** The photo as JPEG; as it is when the browser cannot read it. */
export async function photo(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return { mediaType: file.type, content: await file.arrayBuffer() };
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const jpeg = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return { mediaType: "image/jpeg", content: await jpeg.arrayBuffer() };
}

/** A spoken note. */
export class Voice {
  static isPossible() {
    return Boolean(navigator.mediaDevices?.getUserMedia && globalThis.MediaRecorder);
  }

  /** Begins; ends by itself after a minute. */
  async begin(ended) {
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const type = VOICES.find((one) => MediaRecorder.isTypeSupported(one));
    this.recorder = new MediaRecorder(this.stream, { mimeType: type, audioBitsPerSecond: 32_000 });
    const parts = [];
    this.recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    this.recorder.addEventListener("stop", async () => {
      clearTimeout(this.timer);
      this.stream.getTracks().forEach((track) => track.stop());
      ended({ mediaType: type, content: await new Blob(parts).arrayBuffer() });
    });
    this.recorder.start();
    this.timer = setTimeout(() => this.end(), LONGEST_VOICE);
  }

  end() {
    if (this.recorder?.state === "recording") this.recorder.stop();
  }
}
