/** Generic netlink (linux/genetlink.h): finding a family by its name, and the families of ethtool(8) and wg(8). */
package nsx.genl;
