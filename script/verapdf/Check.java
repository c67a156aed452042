import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Puts PDF files before veraPDF, for PDF/UA-1 and PDF/A-3a, all in one process. */
public class Check {
  private static final Map<String, String> STANDARDS = new LinkedHashMap<>();

  static {
    STANDARDS.put("ua1", "PDFUA-1");
    STANDARDS.put("3a", "PDFA-3A");
  }

  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : STANDARDS.entrySet()) {
      String place = "/org/verapdf/pdfa/validation/" + each.getValue() + ".xml";
      try (InputStream text = Profiles.class.getResourceAsStream(place)) {
        profiles.put(each.getKey(), Profiles.profileFromXml(text));
      }
    }
    int failed = 0;
    for (String file : files) {
      for (Map.Entry<String, ValidationProfile> each : profiles.entrySet()) {
        failed += passes(Path.of(file), each.getKey(), each.getValue()) ? 0 : 1;
      }
    }
    int asked = files.length * profiles.size();
    System.out.printf("veraPDF: %d of %d checks passed%n", asked - failed, asked);
    System.exit(failed == 0 ? 0 : 1);
  }

  private static boolean passes(Path file, String id, ValidationProfile profile) {
    String name = String.format("%-8s %s", STANDARDS.get(id), file.getFileName());
    try (var parser = Foundries.defaultInstance()
            .createParser(file.toFile(), PDFAFlavour.byFlavourId(id));
        var validator = Foundries.defaultInstance().createValidator(profile, false)) {
      ValidationResult result = validator.validate(parser);
      if (result.isCompliant() && result.getTotalAssertions() > 0) {
        System.out.println("ok   " + name);
        return true;
      }
      System.out.println("FAIL " + name);
      Map<String, Integer> counts = new TreeMap<>();
      for (Map.Entry<RuleId, Integer> each : result.getFailedChecks().entrySet()) {
        counts.put(told(each.getKey(), profile), each.getValue());
      }
      counts.forEach((rule, count) -> System.out.printf("       %s (%d times)%n", rule, count));
    } catch (Exception fault) {
      System.out.println("FAIL " + name);
      System.out.println("       could not be read: " + fault.getMessage());
    }
    return false;
  }

  private static String told(RuleId rule, ValidationProfile profile) {
    String words = profile.getRuleByRuleId(rule).getDescription();
    return String.format("%s-%d: %s", rule.getClause(), rule.getTestNumber(), words);
  }
}
