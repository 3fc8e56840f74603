package nsx.dsl

/** What uptime(1) says first in a time namespace whose boot clock is some days ahead of this machine's, which may run for days too. */
class Uptime {
    static String pretty(int ahead) {
        int days = (new File('/proc/uptime').text.tokenize('.')[0] as long).intdiv(86400) + ahead
        def parts = [week: days.intdiv(7), day: days % 7].findAll { it.value > 0 }
        'up ' + parts.collect { name, n -> "$n $name${n > 1 ? 's' : ''}" }.join(', ')
    }
}
