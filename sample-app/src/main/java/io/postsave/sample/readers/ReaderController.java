package io.postsave.sample.readers;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;

import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Registers readers. It knows of no profile and of no letter: listeners see to these.
 */
@RestController
class ReaderController {

	private final ReaderRepository readers;

	private final ProfileRepository profiles;

	ReaderController(ReaderRepository readers, ProfileRepository profiles) {
		this.readers = readers;
		this.profiles = profiles;
	}

	@GetMapping("/api/readers")
	List<ReaderView> list(@RequestParam(defaultValue = "100") @Positive @Max(1000) int limit) {
		return this.readers.findAllByOrderByIdDesc(Limit.of(limit)).stream().map(ReaderView::of).toList();
	}

	@PostMapping("/api/readers")
	@ResponseStatus(HttpStatus.CREATED)
	ReaderView register(@Valid @RequestBody ReaderDetails details) {
		return ReaderView.of(this.readers.save(new Reader(details.name(), details.email())));
	}

	@GetMapping("/api/profiles")
	List<ProfileView> profiles(@RequestParam(defaultValue = "100") @Positive @Max(1000) int limit) {
		return this.profiles.findAllByOrderByIdDesc(Limit.of(limit)).stream().map(ProfileView::of).toList();
	}

}
