/** Starts the page: texts, theme, then the application. */
import "./jitless.ts";
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./ui/global.css";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { followEvents } from "./api/followEvents.ts";
import { createQueryClient } from "./api/queryClient.ts";
import { colorSchemeInMemory } from "./ui/colorSchemeInMemory.ts";
import { startTexts } from "./ui/i18n.ts";
import { ThemeProvider } from "./ui/ThemeProvider.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root element");

startTexts("sv");
const queryClient = createQueryClient();
followEvents(queryClient);
const colorSchemes = colorSchemeInMemory();

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ThemeProvider colorSchemeManager={colorSchemes}>
        <Notifications position="bottom-right" />
        <App />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);
