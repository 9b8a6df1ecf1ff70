// Explains why a connection failed or was closed, by the error codes of Node (sockets, TLS), with a suggested fix.

const foreignCertificate = 'certificate signed by an unknown authority; set caFile to trust it';
const failures: Record<string, string> = {
  ECONNREFUSED: 'nothing is listening there',
  ENOTFOUND: 'unknown host name',
  EAI_AGAIN: 'temporary failure in name resolution',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'the host can’t be reached',
  ENETUNREACH: 'the network can’t be reached',
  ECONNRESET: 'connection reset by peer',
  EPIPE: 'connection reset by peer',
  DEPTH_ZERO_SELF_SIGNED_CERT: foreignCertificate,
  SELF_SIGNED_CERT_IN_CHAIN: foreignCertificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: foreignCertificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: foreignCertificate,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; check the clock',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
};

/** One clause; undefined for an unknown code. */
export function explainConnectionFailure(code: string): string | undefined {
  return failures[code];
}
