extension Assets {
    /// Layers, custom properties and plain elements. A skin is another set of these properties.
    static let styleTokens = #"""
        @layer tokens, base, layout, components, narrow, print;

        @layer tokens {
        :root {
          color-scheme: light dark;
          /* The provider's own: everything else derives from these. */
          --hue: 195;
          --accent: light-dark(oklch(0.5 0.092 var(--hue)), oklch(0.76 0.1 var(--hue)));
          --accent-strong: light-dark(oklch(0.43 0.085 var(--hue)), oklch(0.82 0.095 var(--hue)));
          --accent-soft: light-dark(oklch(0.945 0.028 var(--hue)), oklch(0.28 0.042 var(--hue)));
          --on-accent: light-dark(oklch(1 0 0), oklch(0.17 0.02 var(--hue)));

          --paper: light-dark(oklch(0.985 0.003 95), oklch(0.178 0.011 258));
          --surface: light-dark(oklch(0.999 0 95), oklch(0.222 0.012 258));
          --sunk: light-dark(oklch(0.962 0.004 95), oklch(0.152 0.011 258));
          --raised: light-dark(oklch(1 0 0), oklch(0.255 0.013 258));
          --line: light-dark(oklch(0.905 0.005 95), oklch(0.305 0.012 255));
          --line-strong: light-dark(oklch(0.79 0.007 95), oklch(0.43 0.014 255));
          --ink: light-dark(oklch(0.22 0.02 262), oklch(0.95 0.005 255));
          --ink-2: light-dark(oklch(0.42 0.016 262), oklch(0.78 0.01 255));
          --ink-3: light-dark(oklch(0.5 0.013 262), oklch(0.68 0.012 255));

          --live: light-dark(oklch(0.46 0.115 150), oklch(0.79 0.135 150));
          --live-soft: light-dark(oklch(0.952 0.042 150), oklch(0.275 0.05 150));
          --busy: light-dark(oklch(0.47 0.13 255), oklch(0.77 0.105 250));
          --busy-soft: light-dark(oklch(0.95 0.026 255), oklch(0.285 0.055 255));
          --warn: light-dark(oklch(0.47 0.098 72), oklch(0.82 0.118 80));
          --warn-soft: light-dark(oklch(0.953 0.055 85), oklch(0.3 0.05 75));
          --fail: light-dark(oklch(0.5 0.175 27), oklch(0.76 0.13 25));
          --fail-soft: light-dark(oklch(0.955 0.023 20), oklch(0.268 0.05 25));
          --fail-line: light-dark(oklch(0.83 0.08 22), oklch(0.45 0.1 25));
          --idle: var(--ink-3);
          --idle-soft: var(--sunk);

          /* How thick states are drawn around; where colour may not say it alone. */
          --edge: 0px;
          --radius: 8px;
          --radius-control: 6px;
          --shadow: 0 1px 2px light-dark(oklch(0.2 0.02 260 / 0.05), oklch(0 0 0 / 0.3));
          --shadow-menu: 0 8px 28px light-dark(oklch(0.2 0.02 260 / 0.14), oklch(0 0 0 / 0.55)), 0 1px 3px oklch(0 0 0 / 0.12);
          --sans: Inter, "Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
          --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "DejaVu Sans Mono", Consolas, monospace;
          --quick: 120ms ease-out;
        }
        :root[data-theme=light] { color-scheme: light }
        :root[data-theme=dark] { color-scheme: dark }
        :root[data-theme=contrast] { \#(strongContrast) }
        @media (prefers-contrast: more) { :root:not([data-theme]) { \#(strongContrast) } }
        @media (prefers-reduced-motion: reduce) { :root { --quick: 0s } }
        }

        @layer base {
        *, *::before, *::after { box-sizing: border-box }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
        body {
          margin: 0; background: var(--paper); color: var(--ink); accent-color: var(--accent);
          font: 400 14px/1.5 var(--sans); font-feature-settings: "cv05", "ss03"; font-variant-numeric: tabular-nums;
          overflow-wrap: break-word; -webkit-font-smoothing: antialiased;
        }
        h1, h2, h3, p, ul, ol, dl, dd, figure, pre, fieldset { margin: 0; padding: 0 }
        h1 { font-size: 22px; line-height: 1.27; font-weight: 650; letter-spacing: -0.012em; text-wrap: balance }
        h2 { font-size: 15px; line-height: 1.4; font-weight: 620; letter-spacing: -0.004em }
        h3 { font-size: 14px; font-weight: 620 }
        ul, ol { list-style: none }
        fieldset { border: 0; min-inline-size: 0 }
        strong { font-weight: 620 }
        small { font-size: 12.5px; color: var(--ink-3) }
        a { color: var(--accent); text-decoration: none }
        p a, dd a, th > span + a { text-decoration: underline; text-underline-offset: 2px }
        a:hover { text-decoration: underline; text-underline-offset: 2px }
        code, kbd, pre, .mono { font-family: var(--mono); font-size: 0.9em }
        dd code, td code, .facts code { font-size: 12.5px; overflow-wrap: anywhere }
        pre { white-space: pre-wrap; overflow-wrap: anywhere }
        button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit }
        table { border-collapse: collapse; width: 100% }
        th { font-weight: inherit; text-align: start }
        .icon { inline-size: 16px; block-size: 16px; flex: none; display: block }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px }
        ::selection { background: var(--accent-soft); color: var(--ink) }
        [hidden] { display: none !important }
        /* What needs a script stands there from the first paint where there are scripts, and never where there are none. */
        @media (scripting: none) { [data-copy], [data-rows=all], .passkey { display: none !important } }
        @media (scripting: enabled) { [data-without-passkey]:not(.told) { display: none } }
        .visually-hidden:not(:focus):not(:active) {
          position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; border: 0;
        }
        }

        """#

    /// The reader has chosen it, or his system asks for it: every letter at 7 : 1 and more (WCAG 2.2 §1.4.6), every line at 3 : 1 (§1.4.11).
    private static let strongContrast = """
        --paper: light-dark(white, black); --surface: light-dark(white, black); --raised: light-dark(white, black);
          --sunk: light-dark(oklch(0.97 0 0), oklch(0.12 0 0));
          --line: light-dark(oklch(0.5 0 0), oklch(0.68 0 0)); --line-strong: light-dark(oklch(0.25 0 0), oklch(0.92 0 0));
          --ink: light-dark(black, white); --ink-2: light-dark(oklch(0.2 0 0), oklch(0.94 0 0)); --ink-3: light-dark(oklch(0.3 0 0), oklch(0.87 0 0));
          --accent: light-dark(oklch(0.37 0.075 var(--hue)), oklch(0.88 0.1 var(--hue)));
          --accent-strong: light-dark(oklch(0.3 0.065 var(--hue)), oklch(0.93 0.07 var(--hue)));
          --accent-soft: light-dark(oklch(0.95 0.03 var(--hue)), oklch(0.24 0.04 var(--hue))); --on-accent: light-dark(white, black);
          --live: light-dark(oklch(0.35 0.1 150), oklch(0.88 0.15 150)); --busy: light-dark(oklch(0.36 0.13 255), oklch(0.87 0.08 250));
          --warn: light-dark(oklch(0.36 0.08 72), oklch(0.9 0.11 85)); --fail: light-dark(oklch(0.38 0.15 27), oklch(0.85 0.09 25));
          --live-soft: var(--surface); --busy-soft: var(--surface); --warn-soft: var(--surface); --fail-soft: var(--surface);
          --fail-line: var(--fail); --edge: 1px; --shadow: none
        """
}
