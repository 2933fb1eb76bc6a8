/** Imported before everything else: keeps zod from probing `eval`, which the page's policy forbids. */
import { z } from "zod";

z.config({ jitless: true });
