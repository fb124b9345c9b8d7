/** `ng serve` forwards the API to a running Memocha; MEMOCHA_API says where it is. */
const target = process.env.MEMOCHA_API ?? 'http://127.0.0.1:3000';

export default {
  '/api': { target, secure: false },
  '/health': { target, secure: false },
};
