// Signs in with the session cookie, which no script can read, and shows the page that was asked for.
const told = document.querySelector('[role=alert]')

async function post(path, body) {
  const json = body && {
    headers: { 'content-type': 'application/json', 'x-session-cookie': '1' },
    body: JSON.stringify(body),
  }
  const answer = await fetch(`/api/auth/${path}`, { method: 'POST', ...json })
  if (!answer.ok) throw new Error((await answer.json()).message)
}

async function thenReload(work) {
  told.textContent = ''
  try {
    await work()
    location.reload()
  } catch (error) {
    told.textContent = error.message
  }
}

const form = document.querySelector('form')
const signIn = () => {
  const filled = Object.entries(Object.fromEntries(new FormData(form))).filter(([, value]) => value !== '')
  return post('login', Object.fromEntries(filled))
}

if (form)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void thenReload(signIn)
  })
else document.querySelector('button').addEventListener('click', () => void thenReload(() => post('logout')))
