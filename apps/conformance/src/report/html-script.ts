/** Behaviour: filters and jumps. Without it everything is on the page as well, only unfiltered. */
export const SCRIPT = `
document.documentElement.classList.remove('no-script')
const search = document.querySelector('#search')
const buttons = [...document.querySelectorAll('.bar button[data-outcome]')]
const output = document.querySelector('.bar output')
const cases = [...document.querySelectorAll('details.case')]
const sections = [...document.querySelectorAll('section.operation')]
let cell

const apply = () => {
  const wanted = buttons.filter((button) => button.ariaPressed === 'true').map((button) => button.dataset.outcome)
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let shown = 0
  for (const one of cases) {
    const fits =
      (wanted.length === 0 || wanted.includes(one.dataset.outcome)) &&
      words.every((word) => one.dataset.text.includes(word)) &&
      (!cell || (one.dataset.operation === cell.operation && one.dataset.statuses.split(' ').includes(cell.status)))
    one.hidden = !fits
    if (fits) shown += 1
  }
  for (const section of sections) section.hidden = !section.querySelector('details.case:not([hidden])')
  const about = cell ? ' for ' + cell.operation + ' ' + cell.status : ''
  output.textContent = shown === cases.length ? shown + ' cases' : shown + ' of ' + cases.length + ' cases' + about
}

const clear = () => {
  cell = undefined
  search.value = ''
  for (const button of buttons) button.ariaPressed = 'false'
  apply()
}

for (const button of buttons)
  button.addEventListener('click', () => {
    button.ariaPressed = button.ariaPressed === 'true' ? 'false' : 'true'
    apply()
  })
document.querySelector('#clear').addEventListener('click', clear)
search.addEventListener('input', apply)

const follow = () => {
  const hash = decodeURIComponent(location.hash.slice(1))
  const [operation, status] = hash.split('/')
  if (status) {
    clear()
    cell = { operation, status }
    apply()
    document.querySelector('#cases').scrollIntoView()
    const first = cases.find((one) => !one.hidden)
    if (first) first.querySelector('summary').focus({ preventScroll: true })
    return
  }
  const target = document.getElementById(hash)
  if (target && target.matches('details.case')) {
    if (target.hidden) clear()
    target.open = true
    target.scrollIntoView()
    target.querySelector('summary').focus({ preventScroll: true })
  }
}
addEventListener('hashchange', follow)
for (const link of document.querySelectorAll('a[href^="#"]'))
  link.addEventListener('click', () => { if (link.hash === location.hash) follow() })
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault()
    search.focus()
  } else if (event.key === 'Escape') clear()
})
apply()
follow()
`
