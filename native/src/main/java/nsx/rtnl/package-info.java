/**
 * The messages of rtnetlink(7) for links, addresses, routes, rules, neighbours, qdiscs and namespace ids: requests as
 * data and answers as records. Nothing here opens a socket.
 */
package nsx.rtnl;
