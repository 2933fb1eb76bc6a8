/** Stands for the vault process at its most unwilling: answers as it is told to, and may not want to end. */
const [manner] = process.argv.slice(2);

if (manner === "stubborn") process.on("SIGTERM", () => {});

process.on("message", ({ id, name }: { id: number; name: string }) => {
  if (name === "internal.signLog" && manner === "hung") return;
  if (name === "note.create") process.send?.({ event: "library.changed", payload: {} });
  process.send?.({ id, result: { ok: true, value: {} } });
  if (name === "search.everywhere" && manner === "busy") for (;;);
});
process.on("disconnect", () => process.exit(0));
