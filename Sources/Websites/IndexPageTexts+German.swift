struct GermanIndexPageTexts: IndexPageTexts {
    let isReady = "Diese Website ist bereit und wartet auf ihre erste Seite."
    let isItYours = "Ist es Ihre?"
    let signIn = "Melden Sie sich in Ihrem Panel an"
    let andUpload = " und laden Sie eine hoch; sie tritt an die Stelle dieser Seite."
}
