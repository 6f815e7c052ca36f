// F-H: the newest twenty of a customer, prepared, as JSON. No caller, no filters, no cursor.
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const text = `
  select id, status, amount_minor, currency, description, created_at from payment
  where (merchant_id, customer_id) = (select merchant_id, id from customer where subject = $1)
  order by created_at desc, id desc limit 20`

createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  pool.query({ name: 'page', text, values: [searchParams.get('customer')] }, (error, result) => {
    const body = JSON.stringify(error ? { error: error.message } : { payments: result.rows })
    response.writeHead(error ? 500 : 200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  })
}).listen(Number(process.env.PORT))
