import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDF files against PDF/A-3a and PDF/UA-1 with the engine of veraPDF.
 *
 * <p>Arguments: files. Output: for each file and norm one line, separated by tabs: path, norm, number of checks made,
 * rules that failed ("6.2.4-1 7.1-3"). A file that cannot be read has "-" in the place of the number, then the reason.
 */
public class Pruefer {
    private static final String[] NORMEN = {"PDFA-3A", "PDFUA-1"};

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String norm : NORMEN) {
            profiles.put(norm, profile("/org/verapdf/pdfa/validation/" + norm + ".xml"));
        }
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        for (String file : files) {
            byte[] content = Files.readAllBytes(Path.of(file));
            profiles.forEach((norm, profile) ->
                System.out.println(String.join("\t", file, norm, check(foundry, content, profile))));
        }
    }

    private static String check(VeraPDFFoundry foundry, byte[] content, ValidationProfile profile) {
        try (PDFAParser parser = foundry.createParser(new ByteArrayInputStream(content), profile.getPDFAFlavour());
                PDFAValidator validator = foundry.createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            TreeSet<String> failed = new TreeSet<>();
            for (TestAssertion each : result.getTestAssertions()) {
                failed.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber());
            }
            return result.getTotalAssertions() + "\t" + String.join(" ", failed);
        } catch (Exception error) {
            return "-\t" + error;
        }
    }

    /** Reads a profile ourselves: the jar has the rules, but not the library that the engine would read them with. */
    private static ValidationProfile profile(String resource) throws Exception {
        Element root;
        try (InputStream xml = Pruefer.class.getResourceAsStream(resource)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
        }
        PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
        Set<Rule> rules = new HashSet<>();
        for (Element rule : elements(root, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : elements(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
        }
        if (rules.isEmpty()) {
            throw new IllegalStateException("no rules in " + resource);
        }
        return Profiles.profileFromValues(flavour, Profiles.defaultProfile().getDetails(), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = elements(rule, "id").get(0);
        RuleId ruleId = Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber")));
        ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), List.of());
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"), text(rule, "description"),
            text(rule, "test"), error, List.of());
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < found.getLength(); index++) {
            elements.add((Element) found.item(index));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent();
    }
}
