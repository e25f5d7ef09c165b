struct RussianIndexPageTexts: IndexPageTexts {
    let isReady = "Этот сайт готов и ждёт своей первой страницы."
    let isItYours = "Он ваш?"
    let signIn = "Войдите в панель"
    let andUpload = " и загрузите её — она займёт место этой страницы."
}
