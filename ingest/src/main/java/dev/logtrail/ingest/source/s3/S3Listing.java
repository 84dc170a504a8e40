package dev.logtrail.ingest.source.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A page of ListObjectsV2.
 *
 * @param objects by their keys
 * @param next the token of the next page; null if this was the last
 */
record S3Listing(List<S3Object> objects, String next) {
  private static final XMLInputFactory FACTORY = factory();

  S3Listing {
    objects = List.copyOf(objects);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** A parser that follows nothing outside of what it reads. */
  static XMLStreamReader parser(InputStream in) throws XMLStreamException {
    synchronized (FACTORY) {
      return FACTORY.createXMLStreamReader(in);
    }
  }

  /**
   * Reads an answer.
   *
   * @throws IOException if it breaks off, or is none
   */
  static S3Listing read(InputStream in) throws IOException {
    List<S3Object> objects = new ArrayList<>();
    String next = null;
    try {
      XMLStreamReader xml = parser(in);
      boolean encoded = false;
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "EncodingType" -> encoded = xml.getElementText().equals("url");
            case "NextContinuationToken" -> next = xml.getElementText();
            case "Contents" -> objects.add(object(xml));
            default -> {}
          }
        }
      }
      return new S3Listing(
          encoded ? objects.stream().map(S3Listing::decoded).toList() : objects, next);
    } catch (XMLStreamException | DateTimeException | NumberFormatException e) {
      throw new IOException("the list of objects cannot be read: " + e.getMessage(), e);
    }
  }

  private static S3Object decoded(S3Object o) {
    String key = URLDecoder.decode(o.key(), StandardCharsets.UTF_8);
    return new S3Object(key, o.etag(), o.bytes(), o.modifiedMs());
  }

  private static S3Object object(XMLStreamReader xml) throws XMLStreamException {
    String key = "";
    String etag = null;
    long bytes = 0;
    long modified = 0;
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("Contents")) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "Key" -> key = xml.getElementText();
          case "ETag" -> etag = xml.getElementText();
          case "Size" -> bytes = Long.parseLong(xml.getElementText());
          case "LastModified" -> modified = Instant.parse(xml.getElementText()).toEpochMilli();
          default -> {}
        }
      }
    }
    return new S3Object(key, etag, bytes, modified);
  }
}
