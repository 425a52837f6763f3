// Checks PDF files against profiles of PDF/A and PDF/UA with the veraPDF library.
//
// Standard input holds a flavour list (2a,ua1) and then one path a line. For each file and flavour a line
// goes to standard output: CHECKED, path index, flavour, checks made; before it one line for each broken
// rule: BROKEN, path index, flavour, clause-test, how often, what. Fields are parted by tabs. A file that
// cannot be parsed gives UNREADABLE, path index, flavour, why.
//
// The profiles are read here, for the jar at hand leaves out the XML binding that veraPDF's own reader needs.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

public class VeraPdf {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        List<String> lines = new ArrayList<>();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            lines.add(line);
        }
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String flavour : lines.get(0).split(",")) {
            profiles.put(flavour, profile(flavour));
        }
        for (int at = 1; at < lines.size(); at++) {
            for (Map.Entry<String, ValidationProfile> one : profiles.entrySet()) {
                check(at - 1, lines.get(at), one.getKey(), one.getValue());
            }
        }
    }

    private static void check(int at, String path, String flavour, ValidationProfile profile) {
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour())) {
            ValidationResult result = Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, String> words = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    counts.merge(rule, 1, Integer::sum);
                    words.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            for (String rule : counts.keySet()) {
                tell("BROKEN", at, flavour, rule, counts.get(rule), words.get(rule));
            }
            if (!result.isCompliant() && counts.isEmpty()) {
                tell("BROKEN", at, flavour, "?", 1, "not compliant, without a failed rule");
            }
            tell("CHECKED", at, flavour, result.getTotalAssertions());
        } catch (Exception error) {
            tell("UNREADABLE", at, flavour, error);
        }
    }

    private static void tell(Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(String.valueOf(field).replaceAll("\\s+", " "));
        }
        OUT.println(String.join("\t", texts));
    }

    private static ValidationProfile profile(String flavour) throws Exception {
        String name = flavour.equals("ua1") ? "PDFUA-1" : "PDFA-" + flavour.toUpperCase();
        String resource = "/org/verapdf/pdfa/validation/" + name + ".xml";
        Document document;
        try (InputStream stream = VeraPdf.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no profile " + flavour);
            }
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
        Element root = document.getDocumentElement();
        Set<Rule> rules = new LinkedHashSet<>();
        NodeList found = root.getElementsByTagName("rule");
        for (int at = 0; at < found.getLength(); at++) {
            rules.add(rule((Element) found.item(at)));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        found = root.getElementsByTagName("variable");
        for (int at = 0; at < found.getLength(); at++) {
            Element one = (Element) found.item(at);
            variables.add(Profiles.variableFromValues(
                    one.getAttribute("name"), one.getAttribute("object"), child(one, "defaultValue"), child(one, "value")));
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("no rules in " + resource);
        }
        return Profiles.profileFromValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, "", "", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element element) {
        Element id = (Element) element.getElementsByTagName("id").item(0);
        RuleId number = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred = element.hasAttribute("deferred") ? Boolean.valueOf(element.getAttribute("deferred")) : null;
        String words = child(element, "description");
        return Profiles.ruleFromValues(
                number, element.getAttribute("object"), deferred, element.getAttribute("tags"), words,
                child(element, "test"), Profiles.errorFromValues(words, List.of()), List.of());
    }

    private static String child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent();
            }
        }
        return "";
    }
}
