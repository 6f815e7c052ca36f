import { html, trusted, type Html } from './html.ts'

const style = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#14181f;--soft:#5b6472;--line:#e3e6eb;--accent:#3b5bdb;--tint:#eef1fd;--warn-ink:#7a4d00;--warn:#fff4db}
@media(prefers-color-scheme:dark){:root{--page:#0f1216;--card:#181c22;--ink:#e9ecf1;--soft:#98a1b0;--line:#2a3039;--accent:#91a7ff;--tint:#202842;--warn-ink:#ffd98a;--warn:#33290f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
a{color:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.ribbon{background:var(--warn);color:var(--warn-ink);text-align:center;padding:.4rem 1rem;font-size:.85rem}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
main.narrow{max-width:30rem;padding-top:8vh}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .25rem;letter-spacing:-.01em}
.soft{color:var(--soft)}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden}
`

/** The frame that all pages of our sandboxes share: it says first that this is a sandbox. */
export function sandboxPage(page: { title: string; style?: string; narrow?: boolean; body: Html }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${trusted(style + (page.style ?? ''))}
        </style>
      </head>
      <body>
        <div class="ribbon">This is a sandbox on your machine. Nothing here leaves it.</div>
        <main class="${page.narrow ? 'narrow' : ''}">${page.body}</main>
      </body>
    </html>`.markup
}
