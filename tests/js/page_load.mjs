// Load a module of the participant page.

import { loader } from "./load.mjs";

/** Load a module of the pages, such as "outbox". */
export const load = loader("server/static/");
