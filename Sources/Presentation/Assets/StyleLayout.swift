extension Assets {
    /// The shell: navigation, top bar, heading, tabs, columns.
    static let styleLayout = #"""
        @layer layout {
        .shell { display: grid; grid-template: 52px 1fr / 232px minmax(0, 1fr); min-block-size: 100dvh }
        .skip { position: fixed; inset: 8px auto auto 8px; z-index: 40; padding: 8px 14px; background: var(--raised); border-radius: 6px;
          box-shadow: var(--shadow-menu); transform: translateY(-200%) }
        .skip:focus { transform: none }

        .side { grid-row: 1 / 3; background: var(--sunk); border-inline-end: 1px solid var(--line) }
        .side-inner { position: sticky; inset-block-start: 0; max-block-size: 100dvh; padding: 10px 10px 28px; overflow-y: auto; scrollbar-width: thin }
        .brand { display: flex; align-items: center; gap: 10px; padding: 7px 10px 14px; color: var(--ink); font-weight: 650; font-size: 15px;
          letter-spacing: -0.01em }
        .brand:hover { text-decoration: none }
        .brand-mark { display: grid; place-items: center; inline-size: 26px; block-size: 26px; border-radius: 7px; background: var(--accent);
          color: var(--on-accent); font-size: 14px; font-weight: 700 }
        .nav-heading { padding: 14px 10px 5px; font-size: 12px; font-weight: 600; color: var(--ink-3); letter-spacing: 0.01em }
        .nav-item { display: flex; align-items: center; gap: 10px; min-block-size: 33px; padding: 5px 10px; margin-block: 2px; color: var(--ink);
          border-radius: var(--radius-control); font-weight: 500; transition: background var(--quick) }
        @media (pointer: fine) {
          .nav-item { min-block-size: 30px; padding-block: 3px; margin-block: 1px }
        }
        .nav-item span:not(.count) { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
        .nav-item .icon { color: var(--ink-3) }
        .nav-item .count { margin-inline-start: auto; font-size: 12.5px; font-weight: 450; color: var(--ink-3) }
        .nav-item:hover { text-decoration: none; background: color-mix(in oklab, var(--ink) 5%, transparent) }
        .nav-item[aria-current] { background: var(--surface); box-shadow: var(--shadow); font-weight: 600 }
        .nav-item[aria-current] .icon { color: var(--accent) }
        .nav-item[aria-current] .count { color: var(--ink-2) }
        .nav-button, .nav-shade { display: none }

        .bar { display: flex; align-items: center; gap: 12px; padding: 0 28px; background: var(--paper); border-block-end: 1px solid var(--line);
          position: sticky; inset-block-start: 0; z-index: 10 }
        .bar-search { position: relative; flex: 0 1 420px; min-inline-size: 0 }
        .bar-search .icon { position: absolute; inset: 9px auto auto 11px; color: var(--ink-3); pointer-events: none }
        .bar-search input { inline-size: 100%; block-size: 34px; padding: 0 60px 0 35px; background: var(--surface); border: 1px solid var(--line);
          border-radius: var(--radius-control); text-overflow: ellipsis }
        .bar-search input::placeholder { color: var(--ink-3); opacity: 1 }
        .bar-search kbd { position: absolute; inset: 8px 10px auto auto; padding: 0 5px; border: 1px solid var(--line-strong); border-radius: 4px;
          font: 500 11px/16px var(--sans); color: var(--ink-3); pointer-events: none }
        .bar-end { margin-inline-start: auto; display: flex; align-items: center; gap: 16px }
        .bar-help { display: inline-flex; align-items: center; gap: 6px; color: var(--ink-2) }
        .avatar { display: grid; place-items: center; inline-size: 28px; block-size: 28px; border-radius: 50%; background: var(--accent-soft);
          color: var(--accent-strong); font-size: 11.5px; font-weight: 650; letter-spacing: 0.02em; cursor: pointer; list-style: none }
        .avatar::-webkit-details-marker { display: none }

        .page { padding: 22px 28px 56px; max-inline-size: calc(1240px + 56px); inline-size: 100% }
        .palette { inline-size: min(560px, 92vw); max-block-size: min(70vh, 520px); margin: 12vh auto auto; padding: 0; border: 1px solid var(--line);
          border-radius: 12px; background: var(--raised); color: var(--ink); box-shadow: var(--shadow-menu); overflow: hidden auto }
        .palette::backdrop { background: oklch(0.15 0.02 260 / 0.4) }
        .palette > input { inline-size: 100%; padding: 14px 18px; border: 0; border-block-end: 1px solid var(--line); background: none; font-size: 15px;
          outline: none; position: sticky; inset-block-start: 0; background: var(--raised) }
        .palette-heading { padding: 10px 18px 4px; font-size: 12px; font-weight: 600; color: var(--ink-3) }
        .palette [role=option] { display: flex; align-items: center; gap: 10px; padding: 8px 18px; color: var(--ink) }
        .palette [role=option] .icon { color: var(--ink-3) }
        .palette [role=option] span + span { margin-inline-start: auto; color: var(--ink-3); font-size: 13px; white-space: nowrap;
          overflow: hidden; text-overflow: ellipsis; max-inline-size: 50% }
        .palette [role=option]:hover, .palette [aria-selected=true] { background: var(--accent-soft); text-decoration: none }
        .palette-none { padding: 18px; color: var(--ink-3) }
        .banners { display: flex; flex-direction: column; gap: 8px; margin-block-end: 18px }
        .crumbs ol { display: flex; flex-wrap: wrap; font-size: 13px; color: var(--ink-3); margin-block-end: 3px }
        .crumbs a { color: var(--ink-2) }
        .crumbs li + li::before { content: "›"; padding-inline: 5px; color: var(--ink-3) }
        .page-head { display: flex; flex-wrap: wrap; gap: 10px 20px; align-items: flex-start; justify-content: space-between;
          margin-block-end: 22px }
        .page-title { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; min-inline-size: 0; min-block-size: 32px }
        .page-title h1 { min-inline-size: 0; overflow-wrap: anywhere }
        .page-summary { color: var(--ink-3); font-size: 13px; margin-block-start: 3px }
        .page-actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center }
        .tabs { display: flex; gap: 22px; border-block-end: 1px solid var(--line); margin-block: -4px 20px; overflow-x: auto; scrollbar-width: none }
        .tabs a { padding: 7px 0 9px; color: var(--ink-2); font-weight: 500; white-space: nowrap; box-shadow: inset 0 -2px transparent }
        .tabs a:hover { color: var(--ink); text-decoration: none; box-shadow: inset 0 -2px var(--line-strong) }
        .tabs a[aria-current] { color: var(--ink); font-weight: 620; box-shadow: inset 0 -2px var(--accent) }
        .tabs .count { font-size: 12.5px; font-weight: 500; margin-inline-start: 5px }
        .tabs a:focus-visible { outline-offset: -2px }
        .stack, .column, .content { display: flex; flex-direction: column; gap: 20px; min-inline-size: 0 }
        .grid { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); gap: 20px; align-items: start }

        .plain { min-block-size: 100dvh; display: grid; justify-items: center; align-content: start; padding: max(28px, 12vh) 16px 40px }
        .plain-box { inline-size: 100%; max-inline-size: 400px }
        .languages { display: flex; flex-wrap: wrap; justify-content: center; gap: 4px 16px; padding-block-start: 20px; font-size: 13px }
        .languages a { padding: 4px 2px; color: var(--ink-2) }
        .languages a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none }
        .plain .brand { justify-content: center; padding-block-end: 20px }
        .plain .card { padding: 12px 8px 10px }
        .plain h1 { margin-block-end: 4px; font-size: 20px }
        .plain .page-summary { margin-block-end: 14px }
        .plain .card-inner { padding: 12px 16px }
        .plain .button.primary { inline-size: 100%; block-size: 38px }
        }

        @layer narrow {
        @media (max-width: 1080px) { .grid { grid-template-columns: minmax(0, 1fr) } }
        @media (max-width: 860px) {
          .shell { grid-template: 52px 1fr / minmax(0, 1fr) }
          .bar { padding-inline: 12px 16px; gap: 10px }
          .bar-search kbd { display: none }
          .bar-search { flex: 1 1 auto }
          .bar-search input { padding-inline-end: 10px }
          .bar-help span { display: none }
          .nav-button { display: grid; place-items: center; position: relative; flex: none; inline-size: 36px; block-size: 36px;
            border-radius: var(--radius-control) }
          .nav-button .icon { inline-size: 20px; block-size: 20px }
          .nav-button input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: pointer }
          .nav-button:has(:focus-visible) { outline: 2px solid var(--accent) }
          .side { position: fixed; inset: 0 auto 0 0; inline-size: min(280px, 84vw); z-index: 30; visibility: hidden; transform: translateX(-100%);
            transition: transform var(--quick), visibility var(--quick); box-shadow: var(--shadow-menu) }
          .shell:has(#nav-toggle:checked) .side { visibility: visible; transform: none }
          .shell:has(#nav-toggle:checked) .nav-shade { display: block; position: fixed; inset: 0; z-index: 25; background: oklch(0.15 0.02 260 / 0.45) }
          .page { padding: 18px 16px 48px }
        }
        @media (max-width: 560px) {
          .page-head { flex-direction: column; gap: 12px; margin-block-end: 18px }
          .tabs { gap: 20px }
          .stack, .column, .content, .grid { gap: 16px }
        }
        }

        """#
}
