extension Assets {
    /// How strong the password is that is being typed. Without this module the page says it after the form was sent.
    static let strengthModule = #"""
        for (const box of document.querySelectorAll('[data-strength]')) {
          const form = box.closest('form')
          const field = form?.elements[box.dataset.strength]
          if (!field) continue
          let waiting
          const ask = async () => {
            const password = field.value
            if (!password) { box.hidden = true; return }
            const related = ['username', 'name', 'email', 'person'].map(name => form.elements[name]?.value).filter(Boolean)
            try {
              const answer = await fetch('/password-strength', {
                method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ password, related }) })
              if (!answer.ok || field.value !== password) return
              const judged = await answer.json()
              box.querySelector('meter').value = judged.score
              box.querySelector('span').textContent = judged.word
              box.hidden = false
            } catch { /* offline: the form says it when it is sent */ }
          }
          field.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(ask, 250) })
        }
        """#
}
