/** Tells addresses of the public internet from everything that a fetched link must not reach. */
import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is an ordinary public one: no loopback, private, link-local (cloud metadata), multicast,
 * reserved, tunnelled or translated range, also where IPv6 wraps an IPv4 address.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
};
