package io.postsave.sample.catalogue;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what the other application has heard, if it is there.
 */
@RestController
class CatalogueController {

	private final ObjectProvider<Catalogue> catalogue;

	CatalogueController(ObjectProvider<Catalogue> catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/api/catalogue")
	Heard show() {
		Catalogue running = this.catalogue.getIfAvailable();
		return new Heard(running != null, (running != null) ? running.entries() : List.of());
	}

	/**
	 * What the other application has heard.
	 *
	 * @param running whether it is there
	 * @param entries the events, the newest first
	 */
	record Heard(boolean running, List<Catalogue.Entry> entries) {
	}

}
