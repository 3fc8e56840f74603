/**
 * Links, addresses, routes, rules, neighbours, qdiscs and namespace ids as rtnetlink(7) has them: requests as data and
 * answers as records. Pure: nothing here opens a socket.
 */
package nsx.rtnl;
