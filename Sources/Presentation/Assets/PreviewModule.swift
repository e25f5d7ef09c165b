extension Assets {
    /// A preview that follows what is typed, and variables that are put in where the cursor is. Without this module a button shows the preview.
    static let previewModule = #"""
        for (const box of document.querySelectorAll('[data-preview]')) {
          const form = document.getElementById(box.dataset.preview)
          if (!form) continue
          let waiting, asked = 0
          const ask = async () => {
            const mine = ++asked
            const values = new URLSearchParams(new FormData(form))
            values.set('_do', 'preview')
            try {
              const answer = await fetch(form.action, { method: 'POST', body: values })
              if (answer.redirected || mine !== asked) return
              const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
              const next = fresh.querySelector('[data-preview]')
              if (next) box.replaceChildren(...next.childNodes)
            } catch { /* offline: the button says it */ }
          }
          form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(ask, 400) })

          const texts = [...form.querySelectorAll('input[type=text], textarea')]
          let field = form.querySelector('textarea')
          for (const text of texts) text.addEventListener('focus', () => { field = text })
          for (const mark of document.querySelectorAll('[data-insert]')) {
            const button = document.createElement('button')
            button.type = 'button'
            button.className = 'button quiet insert'
            mark.replaceWith(button)
            button.append(mark)
            button.addEventListener('click', () => {
              field.focus()
              field.setRangeText(mark.dataset.insert, field.selectionStart, field.selectionEnd, 'end')
              field.dispatchEvent(new Event('input', { bubbles: true }))
            })
          }
        }
        """#
}
