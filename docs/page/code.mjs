// A page of one code: only the boxes to copy from need a program.
import { copy } from "./elements.mjs";

document.addEventListener("click", (event) => event.target.matches("[data-copy]") && copy(event.target));
