extension Assets {
    /// Lists and tables, narrow screens, print.
    static let styleTables = #"""
        @layer components {
        .list-tools { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; padding: 14px 16px; border-block-end: 1px solid var(--line) }
        .list-filters { padding: 0 16px; border-block-end: 1px solid var(--line) }
        .list-filters > summary { padding-block: 10px; color: var(--ink-2); font-size: 13px; cursor: pointer }
        .list-filters .form { padding-block: 2px 14px }
        .list-search { position: relative; flex: 0 1 250px; min-inline-size: 180px }
        .list-search .icon { position: absolute; inset: 10px auto auto 11px; color: var(--ink-3); pointer-events: none }
        .list-search input[type=search] { padding-inline-start: 35px; min-block-size: 34px; border-color: var(--line) }
        .chips { display: flex; flex-wrap: wrap; gap: 7px }
        .chip { display: inline-flex; gap: 5px; padding: 3px 11px; border: 1px solid var(--line-strong); border-radius: 99px; color: var(--ink-2); font-size: 13px }
        .chip:hover { text-decoration: none; border-color: var(--ink-3); color: var(--ink) }
        .chip[aria-current] { background: var(--accent-soft); border-color: var(--accent); color: var(--accent-strong); font-weight: 600 }
        .chip:focus-visible { border-radius: 99px }

        .table th, .table td { padding: 9px 12px; text-align: start; vertical-align: middle; border-block-start: 1px solid var(--line) }
        .table tr > :first-child { padding-inline-start: 16px }
        .table tr > :last-child { padding-inline-end: 16px }
        .table tr > :has(+ .cell-open:last-child) { padding-inline-end: 16px }
        .table thead th, .table thead td { border-block-start: 0; padding-block: 9px; font-size: 12.5px; font-weight: 600; color: var(--ink-2); white-space: nowrap }
        .table tbody tr:hover { background: color-mix(in oklab, var(--ink) 2%, transparent) }
        .table tbody th { font-weight: 600; overflow-wrap: anywhere; min-inline-size: 17ch; max-inline-size: 34ch }
        .table tbody th .hint { font-weight: 400 }
        .table .number { text-align: end; white-space: nowrap }
        .table .cell-rest { color: var(--ink-2); overflow-wrap: anywhere; min-inline-size: 11ch }
        .table .cell-state { white-space: nowrap }
        .table .cell-menu { inline-size: 1%; padding-block: 4px; padding-inline: 4px }
        .table tr > .cell-menu:last-child { padding-inline-end: 10px }
        .table .cell-open { display: none }
        .cell-menu .menu { inline-size: max-content; margin-inline-start: auto }
        .table .cell-tick { inline-size: 1%; padding-inline-end: 0 }
        .cell-tick input { display: block; inline-size: 16px; block-size: 16px; margin: 0 }
        .table tr:has(.cell-tick :checked) { background: var(--accent-soft) }
        .bulk-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 10px 16px; border-block-start: 1px solid var(--line) }
        .bulk-count { color: var(--ink-3); font-size: 13px; margin-inline-end: 4px }
        .list:has(.cell-tick [data-rows=one]:checked) .bulk-bar { position: sticky; inset-block-end: 0; background: var(--raised); box-shadow: var(--shadow-menu) }
        .column-choice { margin-inline-start: auto }
        .column-choice .menu-items { inset: calc(100% + 4px) 0 auto auto; min-inline-size: 190px; padding: 10px 12px; gap: 6px; display: none }
        .column-choice[open] .menu-items { display: grid }
        .sort { display: inline-flex; align-items: center; gap: 5px; color: inherit }
        .sort .icon { inline-size: 12px; block-size: 12px }
        .paging { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 12px 16px; border-block-start: 1px solid var(--line) }
        .paging p { color: var(--ink-3); font-size: 13px }
        .paging div { display: flex; gap: 8px }
        }

        @layer narrow {
        @media (max-width: 720px) {
          .table { display: block }
          .table thead { display: block; border-block-end: 1px solid var(--line) }
          .table tbody { display: block }
          .table tr { display: grid; grid-template-columns: minmax(0, 1fr) auto auto auto; align-items: center; padding: 0 6px 0 16px; column-gap: 4px }
          .table tbody th { min-inline-size: 0; max-inline-size: none; font-size: 13.5px }
          .table tbody tr + tr { border-block-start: 1px solid var(--line) }
          .table th, .table td, .table tr > :first-child, .table tr > :last-child, .table tr > :has(+ .cell-open:last-child) { border: 0; padding: 8px 0 }
          .table tr > .cell-menu, .table tr > .cell-menu:last-child { padding: 4px 0 }
          .table .cell-rest { display: none; min-inline-size: 0 }
          .column-choice { display: none }
          .table .cell-name { grid-column: 1; grid-row: 1 }
          .table tr:has(> .cell-tick) { grid-template-columns: auto minmax(0, 1fr) auto auto auto; column-gap: 10px }
          .table tr:has(> .cell-tick) > .cell-tick { grid-column: 1; grid-row: 1; padding: 8px 0 }
          .table tr:has(> .cell-tick) > .cell-name { grid-column: 2 }
          .table tr:has(> .cell-tick) > .cell-state { grid-column: 3 }
          .table tr:has(> .cell-tick) > .cell-open { grid-column: 4 }
          .table tr:has(> .cell-tick) > .cell-menu { grid-column: 5 }
          .table .cell-state { grid-column: 2; grid-row: 1; text-align: end }
          .table .cell-open { display: block; grid-column: 3; grid-row: 1; padding: 0 }
          .table .cell-menu { grid-column: 4; grid-row: 1; inline-size: auto }
          .table thead .cell-open { inline-size: 30px } .table thead .cell-menu { inline-size: 30px }
          .row-menu > summary { padding-inline: 6px }
          .row-open { position: relative; display: grid; place-items: center; inline-size: 30px; block-size: 36px; color: var(--ink-3) }
          .row-open input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: pointer }
          .row-open:has(:focus-visible) { outline: 2px solid var(--accent); border-radius: 4px }
          .row-open .icon { transition: transform var(--quick) }
          .row-open :checked + .icon { transform: rotate(180deg) }
          .table tr:has(.row-open :checked) .cell-rest { display: grid; grid-template-columns: minmax(96px, 2fr) 3fr; gap: 12px; grid-column: 1 / -1; padding: 2px 8px 4px 0;
            text-align: start; white-space: normal; font-size: 13px }
          .table tr:has(.row-open :checked) .cell-rest::before { content: attr(data-at); color: var(--ink-3) }
          .table tr:has(.row-open :checked) { padding-block-end: 8px }
        }
        @media (max-width: 560px) {
          .page-actions .menu-items { inset: calc(100% + 4px) auto auto 0 }
          .list-search { flex: 1 1 100% }
          .callout { grid-template-columns: auto minmax(0, 1fr) }
          .callout-actions { grid-column: 2; margin-block-start: 8px }
          .figures { grid-template-columns: 1fr 1fr; gap: 10px }
          .figures > :last-child:nth-child(odd) { grid-column: 1 / -1 }
          .tiles { grid-template-columns: 1fr 1fr }
          .tile { padding: 9px 10px; gap: 9px; font-size: 13px }
          .figure { padding: 11px 13px }
          .figure-value { font-size: 20px }
          .views { grid-template-columns: 1fr }
          .decisions li { grid-template-columns: 16px minmax(0, 1fr) }
          .decisions li > :last-child { grid-column: 2; justify-self: start; margin-block-start: 8px }
          .button, .nav-item { min-block-size: 36px }
          .steps { flex-direction: column }
          .form-actions .button { flex: 1 1 auto }
          .code-line { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 6px }
          .code-label { grid-column: 1 / -1; padding-block-start: 4px }
          .code-line .button { padding-inline: 9px }
          .code-line .button span { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
          .card-head { flex-wrap: wrap }
          .log .line { grid-template-columns: minmax(0, 1fr); gap: 0; margin-block-end: 4px }
        }
        }

        /* The reader's own colours: what was said by a surface or a shadow is drawn. */
        @layer narrow {
        @media (forced-colors: active) {
          .badge, .count, .avatar, .brand-mark, .chip, .tile-icon, .step-mark, .nav-item[aria-current], .steps .current .step-mark { border: 1px solid }
          .badge .dot, .meter, .chart svg, .qr { forced-color-adjust: none }
          .badge .dot { background: CanvasText }
          .meter-all { fill: Canvas; stroke: CanvasText } .meter-part, .meter.warn .meter-part, .meter.fail .meter-part { fill: Highlight }
          .chart-bar { fill: Highlight } .chart-bar.second { fill: GrayText } .chart-line, .plot-grid, .plot-mark { stroke: CanvasText }
          .button.primary, .nav-item[aria-current], .chip[aria-current] { background: Highlight; color: HighlightText; forced-color-adjust: none }
          .nav-item[aria-current] .icon, .nav-item[aria-current] .count { color: HighlightText }
          .tabs a[aria-current] { border-block-end: 2px solid Highlight }
          .table tr:has(.cell-tick :checked) { outline: 2px solid Highlight; outline-offset: -2px }
          .palette [aria-selected=true] { background: Highlight; color: HighlightText; forced-color-adjust: none }
        }
        }

        @layer print {
        @media print {
          .side, .bar, .skip, .page-actions, .list-tools, .tabs, .cell-menu, .cell-open, .form-actions, .callout-actions { display: none !important }
          .shell { display: block }
          .page { padding: 0; max-inline-size: none }
          .card, .figure { box-shadow: none; break-inside: avoid }
          body { background: white; color: black }
          a { color: inherit }
        }
        }
        """#
}
