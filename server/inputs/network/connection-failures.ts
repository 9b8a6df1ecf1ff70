// Why a connection could not be made or was broken off, in words that say what to do. By the codes of Node (sockets, TLS).

const foreignCertificate = 'its certificate is signed by nobody we know; caFile names the authority';
const failures: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no host has this name',
  EAI_AGAIN: 'the name can’t be looked up at the moment',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'the host can’t be reached',
  ENETUNREACH: 'the network can’t be reached',
  ECONNRESET: 'it broke the connection off',
  EPIPE: 'it broke the connection off',
  DEPTH_ZERO_SELF_SIGNED_CERT: foreignCertificate,
  SELF_SIGNED_CERT_IN_CHAIN: foreignCertificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: foreignCertificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: foreignCertificate,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; is the clock right?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
};

/** One clause; undefined for a code that nothing more is known of. */
export function explainConnectionFailure(code: string): string | undefined {
  return failures[code];
}
