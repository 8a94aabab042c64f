/** Light, dark, or as the system has it. The choice is kept where the browser allows it (not always for a file on disk). */
import { h } from "./dom";

type Theme = "system" | "light" | "dark";
const ORDER: Theme[] = ["system", "light", "dark"];
const KEY = "waferline-theme";

function stored(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return ORDER.find((one) => one === theme) ?? "system";
  } catch {
    return "system";
  }
}

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A page that may not store still changes its theme.
  }
}

export function theme_button(): HTMLElement {
  let theme = stored();
  const button = h("button", { type: "button", class: "quiet" });
  const show = () => {
    apply(theme);
    button.textContent = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? "system";
    show();
  });
  show();
  return button;
}
