extension Assets {
    /// Small modules; every page works without them.
    static let panelModule = #"""
        import './live.js'
        import './comfort.js'
        import './palette.js'
        if (document.querySelector('[data-strength]')) import('./strength.js')
        if (document.querySelector('[data-passkey]')) import('./passkey.js')
        if (document.querySelector('[data-preview]')) import('./preview.js')
        """#

    /// What changes by itself. One stream of events for all tabs of this browser: the tab that holds the lock listens and tells the others.
    static let liveModule = #"""
        const channel = new BroadcastChannel('hostwright-live')
        const parts = target => document.querySelectorAll(`[data-live="${CSS.escape(target)}"]`)

        // What a part says, without what is new in every copy: how long ago, and the tokens of its forms.
        function told(part) {
          const copy = part.cloneNode(true)
          for (const time of copy.querySelectorAll('time')) time.textContent = ''
          for (const token of copy.querySelectorAll('input[name=_token]')) token.remove()
          return copy.outerHTML
        }

        function replace(part, html) {
          const template = document.createElement('template')
          template.innerHTML = html
          const next = template.content.firstElementChild
          if (!next || told(part) === told(next)) return
          const focused = part.contains(document.activeElement)
          part.replaceWith(next)
          if (focused) next.querySelector('a, button, summary')?.focus()
        }

        function apply(change) {
          if (change.refresh) return refresh()
          meanwhile?.add(change.target)
          for (const part of parts(change.target)) replace(part, change.html)
        }

        // After a pause in the stream: what was missed is taken from the page itself. What is told while the copy is on its way is newer than the
        // copy and stays.
        let meanwhile = null
        let asked = false
        async function refresh() {
          asked = true
          if (meanwhile || !document.querySelector('[data-live]')) return
          while (asked) await refreshOnce()
        }

        async function refreshOnce() {
          asked = false
          meanwhile = new Set()
          try {
            const answer = await fetch(location.href, { headers: { 'X-Requested-With': 'live' } })
            if (!answer.ok || answer.redirected) return
            const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
            const seen = new Map()
            for (const next of fresh.querySelectorAll('[data-live]')) {
              const nth = seen.get(next.dataset.live) ?? 0
              seen.set(next.dataset.live, nth + 1)
              const part = parts(next.dataset.live)[nth]
              if (part && !meanwhile.has(next.dataset.live)) replace(part, next.outerHTML)
            }
          } catch { /* offline: the stream says when it is back */ } finally { meanwhile = null }
        }

        // Work that no event tells of is looked at again until it is done.
        function again() {
          const part = document.querySelector('[data-again]')
          if (part) setTimeout(() => refresh().then(again), part.dataset.again * 1000)
        }

        function listen() {
          return new Promise(() => {
            const stream = new EventSource('/events')
            const tell = change => { channel.postMessage(change); apply(change) }
            stream.addEventListener('change', event => tell(JSON.parse(event.data)))
            stream.addEventListener('open', () => tell({ refresh: true }))
          })
        }

        if (document.querySelector('.shell')) {
          channel.addEventListener('message', event => apply(event.data))
          if (navigator.locks) navigator.locks.request('hostwright-live', listen)
          else listen()
          addEventListener('pageshow', event => { if (event.persisted) refresh() })
          again()
        }
        """#

    /// Copying, keys, menus that close.
    static let comfortModule = #"""
        if (!navigator.clipboard) for (const button of document.querySelectorAll('[data-copy]')) button.hidden = true

        document.addEventListener('click', async event => {
          const copy = event.target.closest('[data-copy]')
          if (copy) {
            await navigator.clipboard.writeText(copy.dataset.copy)
            const label = copy.querySelector('span')
            const word = label.textContent
            if (!copy.classList.contains('copied')) {
              copy.classList.add('copied')
              label.textContent = copy.dataset.confirm
              setTimeout(() => { copy.classList.remove('copied'); label.textContent = word }, 1400)
            }
          }
          for (const menu of document.querySelectorAll('details[data-menu][open]')) if (!menu.contains(event.target)) menu.open = false
        })

        document.addEventListener('keydown', event => {
          if (event.key === 'Escape') {
            const menu = document.querySelector('details[data-menu][open]')
            if (menu) { menu.open = false; menu.querySelector('summary').focus() }
            const drawer = document.getElementById('nav-toggle')
            if (drawer?.checked) { drawer.checked = false; drawer.focus() }
          }
        })

        // A form that is being sent is not sent again by a second click; the server would notice too.
        document.addEventListener('submit', event => {
          if (event.target.method !== 'post') return
          if (event.target.dataset.sent) event.preventDefault()
          event.target.dataset.sent = 'yes'
        })
        addEventListener('pageshow', () => { for (const form of document.forms) delete form.dataset.sent })
        """#

    /// Ticking rows, and the palette: pages and objects by keyboard. Without it Ctrl K is the browser's and the search field does the same.
    static let paletteModule = #"""
        document.addEventListener('change', event => {
          const box = event.target.closest('[data-rows]')
          if (!box) return
          const list = box.closest('.list')
          const ones = [...list.querySelectorAll('[data-rows=one]')]
          if (box.dataset.rows === 'all') for (const one of ones) one.checked = box.checked
          const ticked = ones.filter(one => one.checked).length
          const all = list.querySelector('[data-rows=all]')
          all.checked = ticked === ones.length
          all.indeterminate = ticked > 0 && ticked < ones.length
          const count = list.querySelector('[data-rows=count]')
          count.dataset.word ??= count.textContent
          count.textContent = ticked ? `${ticked} · ${count.dataset.word}` : count.dataset.word
        })

        const field = document.querySelector('[data-keys=k]')
        let palette, input, results, asked = 0, found

        function build() {
          palette = document.createElement('dialog')
          palette.className = 'palette'
          palette.setAttribute('aria-label', field.dataset.confirm)
          input = document.createElement('input')
          Object.assign(input, { type: 'search', placeholder: field.placeholder, autocomplete: 'off' })
          for (const [name, value] of [['role', 'combobox'], ['aria-expanded', 'true'], ['aria-controls', 'palette-results'],
            ['aria-autocomplete', 'list'], ['aria-label', field.dataset.confirm]]) input.setAttribute(name, value)
          results = document.createElement('div')
          results.id = 'palette-results'
          results.setAttribute('role', 'listbox')
          results.setAttribute('aria-label', field.dataset.confirm)
          palette.append(input, results)
          document.body.append(palette)
          let pause
          input.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(find, 90) })
          palette.addEventListener('click', event => { if (event.target === palette) palette.close() })
          palette.addEventListener('keydown', event => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            if (step) { event.preventDefault(); mark(step) }
            if (event.key === 'Enter') {
              event.preventDefault()
              // Whoever types faster than the answer comes means what he typed.
              if (found !== input.value) return find().then(go, go)
              go()
            }
          })
        }

        function go() {
          const hit = results.querySelector('[aria-selected=true]')
          if (hit) location.assign(hit.href)
          else if (input.value.trim()) location.assign('/search?q=' + encodeURIComponent(input.value))
        }

        async function find() {
          const mine = ++asked
          const typed = input.value
          try {
            const answer = await fetch('/palette?q=' + encodeURIComponent(typed))
            if (!answer.ok || answer.redirected || mine !== asked) return
            const template = document.createElement('template')
            template.innerHTML = await answer.text()
            results.replaceChildren(template.content)
            found = typed
            mark(0)
          } catch { /* offline */ }
        }

        function mark(step) {
          const hits = [...results.querySelectorAll('[role=option]')]
          const now = hits.findIndex(hit => hit.getAttribute('aria-selected') === 'true')
          const next = hits.length ? (Math.max(now, 0) + step + hits.length) % hits.length : -1
          hits.forEach((hit, nth) => { hit.id = `palette-${nth}`; hit.setAttribute('aria-selected', nth === next) })
          if (hits[next]) { input.setAttribute('aria-activedescendant', hits[next].id); hits[next].scrollIntoView({ block: 'nearest' }) }
          else input.removeAttribute('aria-activedescendant')
        }

        if (field) document.addEventListener('keydown', event => {
          if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
          event.preventDefault()
          if (!palette) build()
          if (palette.open) return palette.close()
          palette.showModal()
          input.select()
          find()
        })
        """#

    static let mark = #"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#00787d"/><path d="M9 8h4v6.2h6V8h4v16h-4v-6.2h-6V24H9z" fill="#fff"/></svg>
        """#
}
