/** What the help says, in its order: keys of the texts, so that none is forgotten in any language. */

/** One section: its title and its paragraphs. */
export const helpSections = [
  {
    title: "help.promises.title",
    paragraphs: [
      "help.promises.here",
      "help.promises.saved",
      "help.promises.erased",
      "help.promises.noticed",
      "help.promises.logged",
    ],
  },
  {
    title: "help.recording.title",
    paragraphs: [
      "help.recording.placing",
      "help.recording.spoken",
      "help.recording.keys",
      "help.recording.power",
      "help.recording.disk",
    ],
  },
  {
    title: "help.typing.title",
    paragraphs: [
      "help.typing.flow",
      "help.typing.cut",
      "help.typing.marks",
      "help.typing.pedal",
      "help.typing.keys",
    ],
  },
  {
    title: "help.limits.title",
    paragraphs: [
      "help.limits.hour",
      "help.limits.open",
      "help.limits.listener",
      "help.limits.remains",
      "help.limits.rollback",
      "help.limits.paper",
    ],
  },
  {
    title: "help.locked.title",
    paragraphs: [
      "help.locked.how",
      "help.locked.when",
      "help.locked.recording",
      "help.locked.work",
      "help.locked.linux",
    ],
  },
  {
    title: "help.onTime.title",
    paragraphs: ["help.onTime.locked", "help.onTime.login", "help.onTime.clock"],
  },
  {
    title: "help.forgotten.title",
    paragraphs: ["help.forgotten.code", "help.forgotten.then", "help.forgotten.none"],
  },
  {
    title: "help.phone.title",
    paragraphs: [
      "help.phone.recorder",
      "help.phone.iphone",
      "help.phone.android",
      "help.phone.why",
      "help.phone.after",
    ],
  },
  {
    title: "help.backup.title",
    paragraphs: ["help.backup.file", "help.backup.sound", "help.backup.erased", "help.backup.cloud"],
  },
  {
    title: "help.changed.title",
    paragraphs: ["help.changed.any", "help.changed.ask", "help.changed.paper"],
  },
  {
    title: "help.moving.title",
    paragraphs: ["help.moving.backup", "help.moving.sound", "help.moving.check"],
  },
] as const;
