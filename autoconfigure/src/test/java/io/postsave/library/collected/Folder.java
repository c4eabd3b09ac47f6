package io.postsave.library.collected;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJdbcTypeCode;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SortNatural;

/**
 * An entity without a version that has collections of every kind.
 */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
public class Folder extends Collected {

	@Id
	@GeneratedValue
	private Long id;

	@ElementCollection
	private List<String> notes = new ArrayList<>();

	@ElementCollection
	@OrderColumn
	private List<String> steps = new ArrayList<>();

	@ElementCollection
	@SortNatural
	private SortedSet<String> sorted = new TreeSet<>();

	@ElementCollection
	private Map<String, String> fields = new HashMap<>();

	@ElementCollection
	@SortNatural
	private SortedMap<String, String> register = new TreeMap<>();

	@ElementCollection
	@OrderColumn
	private String[] lines = new String[0];

	@ElementCollection
	@OrderColumn(name = "position")
	private int[] numbers = new int[0];

	@ElementCollection
	private Set<Label> labels = new HashSet<>();

	@ElementCollection
	@OrderColumn
	private List<Mark> marks = new ArrayList<>();

	@ElementCollection
	private List<Mark> looseMarks = new ArrayList<>();

	@ElementCollection
	private Map<String, Mark> namedMarks = new HashMap<>();

	@ElementCollection
	@OrderColumn
	private List<Date> dates = new ArrayList<>();

	@ElementCollection
	private List<BigDecimal> prices = new ArrayList<>();

	@ElementCollection
	@CollectionId(column = @Column(name = "draft_id"), generator = "increment")
	@CollectionIdJdbcTypeCode(Types.BIGINT)
	private List<String> drafts = new ArrayList<>();

	@ManyToMany
	private Set<Topic> topics = new HashSet<>();

	@OneToMany
	private List<Topic> readings = new ArrayList<>();

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn
	private Set<Page> pages = new HashSet<>();

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn(name = "appendix_of")
	@OrderColumn(name = "appendix_order")
	private List<Page> appendix = new ArrayList<>();

	@ElementCollection
	@Immutable
	private Set<String> seals = new HashSet<>();

	@Embedded
	private Box box = new Box();

	@OneToMany(mappedBy = "folder")
	private Set<Remark> remarks = new HashSet<>();

	public Long getId() {
		return this.id;
	}

	public void setId(Long id) {
		this.id = id;
	}

	public List<String> getNotes() {
		return this.notes;
	}

	public void setNotes(List<String> notes) {
		this.notes = notes;
	}

	public List<String> getSteps() {
		return this.steps;
	}

	public void setSteps(List<String> steps) {
		this.steps = steps;
	}

	public SortedSet<String> getSorted() {
		return this.sorted;
	}

	public void setSorted(SortedSet<String> sorted) {
		this.sorted = sorted;
	}

	public Map<String, String> getFields() {
		return this.fields;
	}

	public void setFields(Map<String, String> fields) {
		this.fields = fields;
	}

	public SortedMap<String, String> getRegister() {
		return this.register;
	}

	public void setRegister(SortedMap<String, String> register) {
		this.register = register;
	}

	public String[] getLines() {
		return this.lines;
	}

	public void setLines(String[] lines) {
		this.lines = lines;
	}

	public int[] getNumbers() {
		return this.numbers;
	}

	public void setNumbers(int[] numbers) {
		this.numbers = numbers;
	}

	public Set<Label> getLabels() {
		return this.labels;
	}

	public void setLabels(Set<Label> labels) {
		this.labels = labels;
	}

	public List<Mark> getMarks() {
		return this.marks;
	}

	public void setMarks(List<Mark> marks) {
		this.marks = marks;
	}

	public List<Mark> getLooseMarks() {
		return this.looseMarks;
	}

	public void setLooseMarks(List<Mark> looseMarks) {
		this.looseMarks = looseMarks;
	}

	public Map<String, Mark> getNamedMarks() {
		return this.namedMarks;
	}

	public void setNamedMarks(Map<String, Mark> namedMarks) {
		this.namedMarks = namedMarks;
	}

	public List<Date> getDates() {
		return this.dates;
	}

	public void setDates(List<Date> dates) {
		this.dates = dates;
	}

	public List<BigDecimal> getPrices() {
		return this.prices;
	}

	public void setPrices(List<BigDecimal> prices) {
		this.prices = prices;
	}

	public List<String> getDrafts() {
		return this.drafts;
	}

	public void setDrafts(List<String> drafts) {
		this.drafts = drafts;
	}

	public Set<Topic> getTopics() {
		return this.topics;
	}

	public void setTopics(Set<Topic> topics) {
		this.topics = topics;
	}

	public List<Topic> getReadings() {
		return this.readings;
	}

	public void setReadings(List<Topic> readings) {
		this.readings = readings;
	}

	public Set<Page> getPages() {
		return this.pages;
	}

	public void setPages(Set<Page> pages) {
		this.pages = pages;
	}

	public List<Page> getAppendix() {
		return this.appendix;
	}

	public void setAppendix(List<Page> appendix) {
		this.appendix = appendix;
	}

	public Set<String> getSeals() {
		return this.seals;
	}

	public void setSeals(Set<String> seals) {
		this.seals = seals;
	}

	public Box getBox() {
		return this.box;
	}

	public void setBox(Box box) {
		this.box = box;
	}

	public Set<Remark> getRemarks() {
		return this.remarks;
	}

	public void setRemarks(Set<Remark> remarks) {
		this.remarks = remarks;
	}

}
