/**
 * Watches network namespaces for changes: rtnetlink's multicast groups report objects, and named namespaces appear
 * and disappear.
 */
package nsx.monitor;
