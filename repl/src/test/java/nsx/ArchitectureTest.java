package nsx;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plan of the house: which room may know which. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/test-classes/"))
            .importPackages("nsx");

    /** What shows or writes down when something was; the last four compare with times of files or packets, which are of the same clock. */
    private static final List<String> TIMES_OF_DAY = List.of(
            "nsx.repl.Repl",
            "nsx.dsl.value.namespace.ClockValue",
            "nsx.dsl.value.firewall.TrackedEvent",
            "nsx.dsl.value.firewall.NftStep",
            "nsx.nft.TimeText",
            "nsx.talk.Seen",
            "nsx.monitor.NetworkMonitor",
            "nsx.ledger.LedgerFile",
            "nsx.dsl.remote.SocketDirectory",
            "nsx.sys.Arrival",
            "nsx.repl.complete.Listings",
            "nsx.ns.NameFile");

    /** The floors of dsl, the lowest first. */
    private static final List<String> FLOORS = List.of(
            "nsx.dsl.error..",
            "nsx.dsl.shape..",
            "nsx.dsl.unit..",
            "nsx.dsl.change..",
            "nsx.dsl.script..",
            "nsx.dsl.word..",
            "nsx.dsl.session..",
            "nsx.dsl.compile..",
            "nsx.dsl.help..",
            "nsx.dsl.remote..",
            "nsx.dsl.op..",
            "nsx.dsl.value..",
            "nsx.dsl.scope..",
            "nsx.dsl.plan..",
            "nsx.dsl.export..",
            "nsx.dsl.topology..",
            "nsx.dsl.why..",
            "nsx.dsl.probe..",
            "nsx.dsl.checkup..",
            "nsx.dsl.verb..");

    /** Each package is a slice of its own, so one and those inside it are two. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    @Test
    void onlySysKnowsJna() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("nsx.sys..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna.."));
    }

    /** Somebody may set the clock of the day: what waits, or gives up, counts with System.nanoTime. */
    @Test
    void onlyWhatIsShownOrWrittenDownHasATimeOfDay() {
        check(noClasses()
                .that()
                .haveNameNotMatching(String.join("|", TIMES_OF_DAY))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now"));
    }

    @Test
    void onlyPicturesKnowTheLayoutLibrary() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("nsx.dsl.topology..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.elk.."));
    }

    @Test
    void onlyTheLanguageServerKnowsItsProtocol() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("nsx.repl.lsp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.lsp4j..", "com.google.gson..", "nsx.repl.lsp.."));
    }

    @Test
    void onlyReplKnowsTheTerminalAndTheCommandLine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("nsx.repl..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jline..", "picocli.."));
    }

    @Test
    void onlyTheViewsKnowJansi() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("nsx.repl.render..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline.jansi.."));
    }

    @Test
    void escapeSequencesAreWrittenInOnePlace() throws IOException {
        Pattern escape = Pattern.compile("\"[^\"\\n]*\\\\(u001b|u001B|033|e\\[|x1b\\[)");
        List<Path> elsewhere = new ArrayList<>();
        for (String module : List.of("native", "dsl", "repl")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (escape.matcher(Files.readString(file)).find()) {
                        elsewhere.add(file.getFileName());
                    }
                }
            }
        }
        assertEquals(List.of(Path.of("Screen.java")), elsewhere);
    }

    @Test
    void onlyReplPrints() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("nsx.repl..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
        check(rule);
    }

    @Test
    void netlinkKnowsTheJdkOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("nsx.netlink..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("nsx.netlink..", "java.."))));
    }

    @Test
    void nativeDoesNotKnowTheWords() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("nsx.dsl..", "nsx.repl..", "groovy..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "nsx.dsl..", "nsx.repl..", "groovy..", "org.codehaus.groovy..", "org.apache.groovy..")));
    }

    @Test
    void theWordsDoNotKnowTheTerminal() {
        check(noClasses()
                .that()
                .resideInAPackage("nsx.dsl..")
                .should()
                .dependOnClassesThat(resideInAPackage("nsx.repl..")));
    }

    @Test
    void requestsAndDecodersArePure() {
        check(noClasses()
                .that()
                .resideInAnyPackage("nsx.rtnl..", "nsx.nft..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("nsx.sys..", "nsx.ns..")));
    }

    @Test
    void noPackageIsPartOfACycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void aFloorOfTheWordsKnowsOnlyThoseBelow() {
        for (int floor = 0; floor < FLOORS.size() - 1; floor++) {
            String[] above = FLOORS.subList(floor + 1, FLOORS.size()).toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(FLOORS.get(floor))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above));
        }
    }

    @Test
    void everyPackageOfTheWordsIsOnAFloor() {
        check(classes()
                .that()
                .resideInAPackage("nsx.dsl..")
                .should()
                .resideInAnyPackage(FLOORS.toArray(String[]::new)));
    }

    @Test
    void everyRoomIsInTheTableOfTheHouse() throws IOException {
        String table = Files.readString(Path.of("../docs/architecture.md"));
        List<String> missing = HOUSE.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(room -> !table.contains("`" + room + "`"))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyClassThatThePagesNameExists() throws IOException {
        Set<String> classes = HOUSE.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (String page : List.of("architecture.md", "contributing.md")) {
            Matcher name = Pattern.compile("`((?:[A-Z][a-z0-9]+)+)(?:\\.\\w+)?(?:\\([^`]*\\))?`")
                    .matcher(Files.readString(Path.of("../docs", page)));
            while (name.find()) {
                String called = name.group(1);
                if (!classes.contains(called) && !isOfJava(called) && !isTest(called)) {
                    missing.add(page + ": " + called);
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    private static boolean isOfJava(String name) {
        try {
            Class.forName("java.util." + name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isTest(String name) throws IOException {
        for (String module : List.of("native", "dsl", "repl", "docs")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test"))) {
                if (files.anyMatch(f -> f.getFileName().toString().matches(name + "\\.(java|groovy)"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Scripts see these, and {@code x?} and completion list them. */
    @Test
    void publicMethodsOfValuesAreDocumented() throws IOException {
        assertEquals(List.of(), Undocumented.methods(Path.of("../dsl/src/main/java/nsx/dsl/value")));
    }

    @Test
    void noClassIsNamedAfterACategory() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper"));
    }
}
