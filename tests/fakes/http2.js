// http2.js FOLDER: a service that speaks HTTP/2 over TLS, with the server's certificate of that folder.
const http2 = require('http2')
const fs = require('fs')
const path = require('path')

const read = name => fs.readFileSync(path.join(process.argv[2], name))
const server = http2.createSecureServer({ key: read('server.key'), cert: read('server.pem'), allowHTTP1: true })
server.on('request', (request, response) => {
  response.setHeader('Content-Type', 'application/json')
  if (request.url === '/large') return response.end('"' + 'x'.repeat(4 << 20) + '"')
  response.end(JSON.stringify({ version: request.httpVersion, authorization: request.headers.authorization }))
})
server.listen(0, '127.0.0.1', () => console.log('listening ' + server.address().port))
process.stdin.on('end', () => process.exit(0)).resume()
