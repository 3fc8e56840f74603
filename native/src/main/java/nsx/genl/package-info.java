/** Generic netlink (linux/genetlink.h): looks a family up by name and talks to the families of ethtool(8) and wg(8). */
package nsx.genl;
