/** The foot pedal: found, opened, heard. */
import { create } from "zustand";
import { footPedals, isFootPedal, type PedalStep, pedalSteps } from "../../../shared/domain/footPedal.ts";
import { type HidDevice, webHid } from "./webHid.ts";

/** Whether a pedal is there; `in-use`: another program has it. */
export type PedalState =
  | { readonly phase: "none" }
  | { readonly phase: "in-use" }
  | { readonly phase: "open"; readonly name: string };

/** The store of it. */
export const usePedal = create<PedalState>(() => ({ phase: "none" }));

const listeners = new Set<(step: PedalStep) => void>();
const heard = new WeakSet<HidDevice>();
let isWatching = false;

/** Hears the pedals; returns the function that stops. */
export function onPedal(listener: (step: PedalStep) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Looks for a pedal and opens it; to be called from a click. */
export async function connectPedal(): Promise<void> {
  await webHid()?.requestDevice({ filters: footPedals });
  await openPedals();
}

/** Opens the pedals that are plugged in, now and later. */
export async function openPedals(): Promise<void> {
  const hid = webHid();
  if (hid === undefined) return;
  if (!isWatching) {
    isWatching = true;
    hid.addEventListener("connect", () => void openPedals());
    hid.addEventListener("disconnect", () => void openPedals());
  }
  const devices = (await hid.getDevices()).filter(isFootPedal);
  const opened = await Promise.all(devices.map(opens));
  const first = devices.find((_, index) => opened[index]);
  if (first !== undefined) usePedal.setState({ phase: "open", name: first.productName }, true);
  else usePedal.setState({ phase: devices.length > 0 ? "in-use" : "none" }, true);
}

/** Lets go of the pedals. */
export async function closePedals(): Promise<void> {
  const devices = (await webHid()?.getDevices()) ?? [];
  await Promise.all(devices.filter(({ opened }) => opened).map((device) => device.close()));
  usePedal.setState({ phase: "none" }, true);
}

async function opens(device: HidDevice): Promise<boolean> {
  try {
    if (!device.opened) await device.open();
  } catch {
    return false;
  }
  if (!heard.has(device)) {
    heard.add(device);
    hear(device);
  }
  return true;
}

function hear(device: HidDevice): void {
  let before = 0;
  device.addEventListener("inputreport", ({ data }) => {
    if (data.byteLength === 0) return;
    const now = data.getUint8(0);
    for (const step of pedalSteps(before, now)) {
      for (const listener of listeners) listener(step);
    }
    before = now;
  });
}
