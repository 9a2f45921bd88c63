package io.berth.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host name. */
@FunctionalInterface
interface HostResolver {
  /**
   * @throws UnknownHostException when it has none
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
