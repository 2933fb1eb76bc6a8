"use strict";
// Opens the copy in the browser of whoever it is for, without the network. The format: electron/vault/README.md.
(async () => {
  const byId = (id) => document.getElementById(id);
  const texts = JSON.parse(byId("texts").textContent);
  const headerText = byId("header").textContent;
  const header = JSON.parse(headerText);
  const main = byId("main");
  byId("cut").remove();

  if (!globalThis.crypto?.subtle) {
    main.append(element("p", { role: "alert", text: texts.tooOld }));
    return;
  }
  const form = element("form", {}, [
    element("label", { for: "passphrase", text: texts.passphrase }),
    element("input", {
      id: "passphrase",
      type: "password",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
    }),
    element("button", { type: "submit", text: texts.open }),
    element("p", { id: "problem", class: "problem", role: "alert" }),
  ]);
  main.append(element("p", { id: "intro", text: texts.intro }), form);
  byId("passphrase").focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const problem = byId("problem");
    problem.textContent = "";
    button.disabled = true;
    button.textContent = texts.opening;
    try {
      const key = await keyOf(byId("passphrase").value);
      const stream = await decrypt(key);
      form.remove();
      byId("intro").remove();
      await show(stream);
    } catch (error) {
      problem.textContent = error === wrongPassphrase ? texts.wrong : texts.changed;
      button.disabled = false;
      button.textContent = texts.open;
      byId("passphrase").select();
    }
  });

  const wrongPassphrase = new Error("the first piece does not open");

  async function keyOf(passphrase) {
    const typed = new TextEncoder().encode(passphrase.normalize("NFC"));
    const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
    const { hash, iterations, salt } = header.kdf;
    return crypto.subtle.deriveKey(
      { name: "PBKDF2", hash, iterations, salt: bytesOf(salt) },
      material,
      { name: "AES-GCM", length: 256 },
      false,
      ["decrypt"],
    );
  }

  /** All pieces, in order, the last one marked as the last: a missing, moved or changed one opens nothing. */
  async function decrypt(key) {
    const pieces = document.querySelectorAll("script.piece");
    const additionalData = new TextEncoder().encode(headerText);
    const plain = [];
    for (const [index, piece] of pieces.entries()) {
      const iv = new Uint8Array(12);
      iv.set(bytesOf(header.cipher.noncePrefix));
      new DataView(iv.buffer).setUint32(7, index);
      iv[11] = index === pieces.length - 1 ? 1 : 0;
      try {
        plain.push(
          await crypto.subtle.decrypt(
            { name: "AES-GCM", iv, additionalData },
            key,
            bytesOf(piece.textContent),
          ),
        );
      } catch (error) {
        if (index > 0) throw error;
        // A wrong passphrase and a changed first piece look the same; a file of one piece may also have been cut.
        throw wrongPassphrase;
      }
    }
    return new Blob(plain);
  }

  async function show(stream) {
    const length = new DataView(await stream.slice(0, 4).arrayBuffer()).getUint32(0);
    const copy = JSON.parse(await stream.slice(4, 4 + length).text());
    const date = (iso) =>
      new Intl.DateTimeFormat(copy.language, { dateStyle: "long", timeZone: "UTC" }).format(
        new Date(`${iso}T00:00:00Z`),
      );
    main.append(
      element("p", { text: fill(texts.heldOn, { date: date(copy.heldOn) }) }),
      element("p", { class: "quiet", text: fill(texts.madeOn, { date: date(copy.madeOn) }) }),
    );
    let audio;
    if (copy.sound !== null) {
      audio = element("audio", { controls: "", preload: "metadata", "aria-label": texts.sound });
      const unplayable = element("p", { class: "problem", role: "alert" });
      audio.addEventListener("error", () => {
        unplayable.textContent = texts.unplayable;
      });
      audio.src = URL.createObjectURL(stream.slice(4 + length, stream.size, copy.sound.mimeType));
      section(texts.sound, [
        audio,
        unplayable,
        element("p", { class: "quiet", text: mutedText(copy.sound) }),
      ]);
    }
    if (copy.transcript !== null) {
      const rows = copy.transcript.map((row) => lineOf(row, audio, whoSpeaks(copy, row)));
      const notice = copy.notice === null ? [] : [element("p", { text: copy.notice })];
      section(texts.transcript, [...notice, element("ol", {}, rows)]);
      audio?.addEventListener("timeupdate", () => follow(copy.transcript, rows, audio.currentTime * 1000));
    }
    if (copy.notes !== null) {
      section(texts.notes, [
        element(
          "ol",
          {},
          copy.notes.map((note) => lineOf(note, audio)),
        ),
      ]);
    }
    if (copy.permission !== null) {
      const { permission } = copy;
      const facts = [
        [texts.number, String(permission.number)],
        [texts.purpose, permission.purpose],
        [texts.audience, permission.audience],
        [texts.given, `${date(permission.givenOn)}, ${texts[permission.form]}`],
        [texts.until, date(permission.lastOn)],
        [permission.form === "spoken" ? texts.notedWhere : texts.keptWhere, permission.keptWhere],
        ...(permission.others.length === 0
          ? []
          : [[texts.others, permission.others.map((role) => texts[role]).join(", ")]]),
        ...(permission.spoken === null
          ? []
          : [
              [texts.askedBy, permission.spoken.askedBy],
              [texts.answered, date(permission.spoken.askedOn)],
              [texts.explained, permission.spoken.wording.explained],
              [texts.readAloud, permission.spoken.wording.readAloud],
            ]),
      ];
      section(texts.permission, [
        element(
          "dl",
          {},
          facts.flatMap(([name, value]) => [
            element("dt", { text: name }),
            element("dd", { text: value }),
          ]),
        ),
      ]);
    }
    if (copy.accesses !== null) {
      section(texts.access, [
        element("p", { class: "quiet", text: texts.accessText }),
        element(
          "ul",
          {},
          copy.accesses.map(({ on, what }) => element("li", { text: `${date(on)}: ${texts[what]}` })),
        ),
      ]);
    }
    main.tabIndex = -1;
    main.focus();
  }

  function mutedText({ mutedPassages, mutesPermission, mutesWords }) {
    const said = [
      ...(mutedPassages > 0 ? [texts.muted] : []),
      ...(mutesPermission ? [texts.mutedPermission] : []),
      ...(mutesWords ? [texts.mutedWords] : []),
    ];
    return said.length === 0 ? texts.notMuted : said.join(" ");
  }

  function whoSpeaks(copy, { speaker, name = copy.speakers[speaker], text, leftOut }) {
    return [
      element("span", { class: "who", "data-speaker": speaker, text: `${name}:` }),
      text ?? (leftOut === "permission" ? texts.leftOutPermission : texts.leftOut),
    ];
  }

  function lineOf({ startMs, text }, audio, content = [text]) {
    const time = audio
      ? element("button", { type: "button", class: "time", text: clock(startMs) })
      : element("span", { class: "time", text: clock(startMs) });
    time.addEventListener("click", () => {
      if (!audio) return;
      audio.currentTime = startMs / 1000;
      audio.play();
    });
    return element("li", { class: "row" }, [time, element("p", {}, content)]);
  }

  function follow(transcript, rows, atMs) {
    const current = transcript.findLastIndex(({ startMs }) => startMs <= atMs);
    for (const [index, row] of rows.entries()) {
      if (index === current) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  function section(title, content) {
    main.append(element("section", { "aria-label": title }, [element("h2", { text: title }), ...content]));
  }

  function clock(atMs) {
    const whole = Math.floor(atMs / 1000);
    const minutes = Math.floor(whole / 60);
    const seconds = String(whole % 60).padStart(2, "0");
    return minutes < 60
      ? `${minutes}:${seconds}`
      : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${seconds}`;
  }

  function fill(text, values) {
    return text.replace(/\{\{(\w+)\}\}/g, (gap, name) => values[name] ?? gap);
  }

  function element(name, { text, ...attributes }, children = []) {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    if (text !== undefined) made.textContent = text;
    made.append(...children);
    return made;
  }

  function bytesOf(base64) {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }
})();
