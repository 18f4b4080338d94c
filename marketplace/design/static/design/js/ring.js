// A new order is heard and felt, but never without a visible card. Two short notes made on the spot: no sound file to load.

let audio;

function note(at, frequency) {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.3, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.4);
}

/** Ring once, where the browser allows it. */
export function ring() {
  // Before the first touch a browser would only keep the notes for later, when they mean nothing any more.
  if (navigator.userActivation?.hasBeenActive === false) return;
  navigator.vibrate?.([200, 100, 200]);
  try {
    audio ??= new AudioContext();
    note(audio.currentTime, 660);
    note(audio.currentTime + 0.2, 880);
  } catch {
    // No audio device: the card on the screen is the message.
  }
}
