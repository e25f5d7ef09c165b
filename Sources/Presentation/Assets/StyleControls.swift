extension Assets {
    /// Buttons, menus, fields, forms.
    static let styleControls = #"""
        @layer base {
        input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea {
          inline-size: 100%; min-block-size: 36px; padding: 6px 11px; background: var(--surface); border: 1px solid var(--line-strong);
          border-radius: var(--radius-control); transition: border-color var(--quick), box-shadow var(--quick) }
        input:not([type=checkbox], [type=radio]):focus-visible, input[type=date]:focus-within, select:focus-visible, textarea:focus-visible {
          outline: 2px solid var(--accent); outline-offset: -1px; border-color: var(--accent) }
        input::placeholder, textarea::placeholder { color: var(--ink-3); opacity: 1 }
        textarea { line-height: 1.5; resize: vertical }
        textarea.code { font-family: var(--mono); font-size: 13px; white-space: pre; overflow-x: auto }
        select { appearance: none; padding-inline-end: 34px; text-overflow: ellipsis;
          background: var(--surface) linear-gradient(45deg, transparent 50%, var(--ink-3) 50%) calc(100% - 17px) 15px / 5px 5px no-repeat;
          background-image: linear-gradient(45deg, transparent 50%, var(--ink-3) 50%), linear-gradient(-45deg, transparent 50%, var(--ink-3) 50%);
          background-position: calc(100% - 17px) 15px, calc(100% - 12px) 15px; background-size: 5px 5px; background-repeat: no-repeat }
        input[type=checkbox], input[type=radio] { inline-size: 15px; block-size: 15px; margin: 3px 0 0; flex: none }
        input[type=search]::-webkit-search-cancel-button { opacity: 0.5 }
        }

        @layer components {
        .button { display: inline-flex; align-items: center; justify-content: center; gap: 7px; min-block-size: 32px; padding: 4px 12px;
          border: 1px solid var(--line-strong); border-radius: var(--radius-control); background: var(--surface); color: var(--ink);
          font-weight: 600; font-size: 13.5px; line-height: 1.35; cursor: pointer; text-align: center;
          transition: background var(--quick), border-color var(--quick) }
        .button:hover { text-decoration: none; background: color-mix(in oklab, var(--ink) 4%, var(--surface)) }
        .button:active { background: color-mix(in oklab, var(--ink) 9%, var(--surface)) }
        .button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
        .button.primary:hover { background: var(--accent-strong); border-color: var(--accent-strong) }
        .button.danger { border-color: var(--fail-line); color: var(--fail) }
        .button.danger:hover { background: var(--fail-soft) }
        .form-actions .button.danger { background: var(--fail); border-color: var(--fail); color: light-dark(white, oklch(0.18 0.03 25)) }
        .button.quiet { border-color: transparent; background: none; color: var(--ink-2); font-weight: 550 }
        .button.insert { margin-inline-start: -6px; padding: 0 6px; min-block-size: 0; block-size: 24px }
        .button.quiet:hover { background: color-mix(in oklab, var(--ink) 6%, transparent); color: var(--ink) }
        .button .icon { inline-size: 15px; block-size: 15px }
        .action { display: inline-flex }
        .as-link { border: 0; background: none; padding: 0; color: var(--accent); cursor: pointer }
        .as-link:hover { text-decoration: underline; text-underline-offset: 2px }
        .outside { display: inline-flex; align-items: center; gap: 5px }
        .outside .icon { inline-size: 12px; block-size: 12px }

        .menu { position: relative }
        .menu > summary { list-style: none }
        .menu > summary::-webkit-details-marker { display: none }
        .menu-items { position: absolute; inset: calc(100% + 4px) 0 auto auto; z-index: 20; min-inline-size: 200px; inline-size: max-content;
          max-inline-size: min(320px, 90vw); padding: 5px; background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius);
          box-shadow: var(--shadow-menu) }
        .menu-items .action { display: flex }
        .menu-items .button { inline-size: 100%; justify-content: flex-start; border-color: transparent; background: none; font-weight: 500;
          color: var(--ink) }
        .menu-items .button:hover { background: color-mix(in oklab, var(--ink) 6%, transparent) }
        .menu-items .button.danger { color: var(--fail) }
        .menu-note { padding: 5px 12px 8px; margin-block-end: 5px; color: var(--ink-3); font-size: 13px; border-block-end: 1px solid var(--line) }
        .row-menu > summary { padding: 4px 8px; min-block-size: 28px }

        .form { display: flex; flex-direction: column; gap: 18px; max-inline-size: 560px }
        .form.wide { max-inline-size: none }
        .field > label, .field > legend { display: flex; justify-content: space-between; gap: 12px; margin-block-end: 5px; font-weight: 600; font-size: 13.5px;
          padding: 0; inline-size: 100% }
        .field .optional { font-weight: 400 }
        .field .hint, .hint { color: var(--ink-3); font-size: 13px }
        .field .hint, .field .error { margin-block-start: 5px }
        .field .error { display: flex; gap: 7px; color: var(--fail); font-size: 13px }
        .field .error .icon { margin-block-start: 2px; inline-size: 15px; block-size: 15px }
        .meanwhile { display: flex; gap: 7px; margin-block-start: 5px; color: var(--warn); font-size: 13px; overflow-wrap: anywhere }
        .meanwhile span { white-space: pre-line }
        .meanwhile .icon { flex: none; margin-block-start: 2px; inline-size: 15px; block-size: 15px }
        .field.has-error input:not([type=checkbox], [type=radio]), .field.has-error select, .field.has-error textarea {
          border-color: var(--fail); outline-color: var(--fail); box-shadow: 0 0 0 3px var(--fail-soft) }
        .form[hidden] { display: none }
        .passkey .problem { color: var(--fail); font-size: 13px }
        .passkey + .form { margin-block-start: 18px; padding-block-start: 18px; border-block-start: 1px solid var(--line) }
        .qr { inline-size: 220px; max-inline-size: 100%; border-radius: var(--radius-control) }
        .recovery-codes { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 6px 16px; font-size: 15px }
        .strength { display: flex; align-items: center; gap: 10px; margin-block-start: -10px; font-size: 13px; color: var(--ink-2) }
        .strength[hidden] { display: none }
        .strength meter { inline-size: 160px; block-size: 12px }
        .suggestion { margin: 6px 0 0 22px; padding: 2px 10px; border: 1px solid var(--line-strong); border-radius: 99px; background: var(--surface);
          color: var(--accent-strong); font-size: 13px; font-weight: 600; cursor: pointer }
        .suggestion:hover { background: var(--accent-soft); border-color: var(--accent) }
        .with-unit { display: flex; align-items: center; gap: 9px }
        .with-unit input { max-inline-size: 140px }
        .unit { color: var(--ink-3) }
        .field-row { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr)); gap: 18px 14px; align-items: start }
        .field-set { display: flex; flex-direction: column; gap: 12px }
        .field-set > legend { font-weight: 650; font-size: 15px; padding-block: 8px 10px }
        .ticks { display: flex; flex-wrap: wrap; gap: 8px 22px }
        .choices { display: flex; flex-direction: column; gap: 8px }
        .field > .choice, .choices .choice { display: flex; justify-content: flex-start; gap: 9px; font-weight: 450; font-size: 14px; margin: 0; cursor: pointer }
        .choice small { display: block }
        .tick-group { margin-block: 14px 8px; font-size: 13.5px }
        .check .hint, .check .error { margin-inline-start: 24px }
        .form-actions { display: flex; flex-wrap: wrap; gap: 8px; padding-block-start: 4px }
        .confirmation .question { font-size: 15px; font-weight: 550 }
        .losses { margin-block: 10px; padding-inline-start: 18px; list-style: disc; color: var(--ink-2) }
        .losses li + li { margin-block-start: 3px }
        }

        """#
}
