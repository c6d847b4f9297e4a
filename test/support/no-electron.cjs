// Preloaded: `electron` cannot be resolved, and nobody may open a connection.
const Module = require('node:module')
const net = require('node:net')
const resolve = Module._resolveFilename
Module._resolveFilename = (request, ...rest) => {
  if (request === 'electron') throw new Error('electron is not here')
  return resolve(request, ...rest)
}
net.Socket.prototype.connect = () => {
  throw new Error('a connection was attempted')
}
